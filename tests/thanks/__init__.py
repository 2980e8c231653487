"""Scenarios of thanks and the jar."""
