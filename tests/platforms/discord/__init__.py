"""Tests of the Discord adapter against the local Discord."""
