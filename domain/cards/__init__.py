"""The rules of evenings with cards: whose turn a card is, and when both read both answers."""
