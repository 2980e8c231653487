"""Small wishes of which two people may both want one."""
