"""Kill the bot again and again while couples live their weeks."""
