"""What comes in: stored, then handled one event at a time per person."""
