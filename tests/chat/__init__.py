"""Test buttons, markup and the router."""
