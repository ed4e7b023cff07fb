"""The outlets, agencies and books that an article credits for its information."""
