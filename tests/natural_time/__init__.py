"""Tests of reading when something is to happen."""
