"""The edge: one file an outside system, named after its port."""
