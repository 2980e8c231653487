"""Scenarios of the week: cards, answers, reveals and nudges."""
