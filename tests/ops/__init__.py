"""Tests of metrics, health pages, logs and the clock."""
