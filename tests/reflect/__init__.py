"""Play the journal."""
