"""The command line, one module a command, and the operator's tools behind it."""
