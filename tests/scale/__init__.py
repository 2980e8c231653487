"""Measure what several processes of one bot do together."""
