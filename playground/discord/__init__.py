"""Stand in for Discord: its state, and the phones of the people on it."""
