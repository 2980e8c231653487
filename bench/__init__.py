"""Measure against peers, as ratios within one run and never as a test."""
