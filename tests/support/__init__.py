"""People, phones, databases and local servers for the tests."""
