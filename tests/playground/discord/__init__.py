"""Test the local Discord."""
