"""Test due moments and retention."""
