"""The platforms: one adapter each, and what they have in common."""
