"""Two couples who live the same weeks, but for one secret."""
