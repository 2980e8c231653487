"""Tests of storing and handling what comes in."""
