"""The rules of the week: rounds, answers, reveals and reactions."""
