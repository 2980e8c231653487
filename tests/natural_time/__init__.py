"""Test reading when something is to happen."""
