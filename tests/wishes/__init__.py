"""Play wishes, which show only when both said yes."""
