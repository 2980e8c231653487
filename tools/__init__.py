"""What the house is built with; nothing here runs with the bot."""
