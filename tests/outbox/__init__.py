"""Test writing and delivering outgoing messages."""
