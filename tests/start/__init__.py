"""Scenarios of the first minute."""
