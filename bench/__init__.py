"""Measurements against peers, shown as ratios of one run and never as a test."""
