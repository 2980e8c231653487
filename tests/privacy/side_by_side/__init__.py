"""Compare two couples who live the same weeks, except for one secret."""
