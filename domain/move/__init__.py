"""Moving a person to another account: the code, the move and its undo."""
