"""Test storing and handling incoming events."""
