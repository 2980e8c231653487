"""The kill harness: couples live their weeks while the bot is killed again and again."""
