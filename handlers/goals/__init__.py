"""Shared goals in the chat: /goals."""
