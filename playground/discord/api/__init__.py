"""The HTTP operations of the local Discord."""
