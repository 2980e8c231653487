"""Test the command line and starting up."""
