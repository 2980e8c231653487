"""Incoming events: stored, then handled one at a time per person."""
