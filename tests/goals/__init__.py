"""Scenarios of shared goals."""
