"""Tests of writing and delivering what goes out."""
