"""Tests of voice notes, photos and videos, from the chat they come in to the chat they end in."""
