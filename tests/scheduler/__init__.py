"""Tests of due moments and retention."""
