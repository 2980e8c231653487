"""Scenarios of the way back after a quarrel."""
