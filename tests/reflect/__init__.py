"""Scenarios of the journal."""
