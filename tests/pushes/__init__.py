"""Play what a partner sends, and when it may push."""
