"""Test where typed words go in every state."""
