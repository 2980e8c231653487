"""Servers that the bots talk to, each in a separate process."""
