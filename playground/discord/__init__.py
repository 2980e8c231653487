"""A local Discord: its state, and the phones of the people on it."""
