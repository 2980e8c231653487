"""Play consent, export, forgetting, and what a partner can see."""
