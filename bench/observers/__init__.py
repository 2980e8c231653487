"""Same Side with observers inside its process."""
