"""Wishes in the chat: /wishes."""
