"""Check and keep the keyboards that come with messages: buttons, and the keys of a chat."""
