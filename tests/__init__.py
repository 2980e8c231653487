"""What the house promises, in sentences that can be run."""
