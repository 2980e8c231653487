"""Tests of the command line and of starting up."""
