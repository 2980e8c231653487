"""The kinds of question: their form, how they are answered, and how the answers read."""
