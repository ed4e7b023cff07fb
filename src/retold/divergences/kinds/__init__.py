"""The kinds of difference, one package each; `divergences.table` lists them."""
