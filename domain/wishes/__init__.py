"""Wishes that show only when both said yes: decks, votes, and what they met in."""
