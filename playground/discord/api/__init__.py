"""Implement the HTTP operations of the local Discord."""
