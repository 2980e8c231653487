"""Test the logic of the measurements, and measure no time."""
