"""The cards for an evening: short questions and tiny dares, by mood."""
