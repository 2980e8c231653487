"""Keep how the bot introduces itself: commands, descriptions, name and pictures."""
