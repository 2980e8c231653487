"""Play a bot that was added to a group."""
