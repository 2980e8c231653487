"""Tests of buttons, markup and the router."""
