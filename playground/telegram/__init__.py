"""Stand in for Telegram: its Bot API, its state, and the phones of the people on it."""
