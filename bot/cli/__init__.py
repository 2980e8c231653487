"""The command line, one module per command, and the operator's tools behind it."""
