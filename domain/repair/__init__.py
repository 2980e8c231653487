"""The rules of the way back after a quarrel."""
