"""Play the week: cards, answers, reveals and nudges."""
