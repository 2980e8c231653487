"""Scenarios in the couple's words, and checks of the rules below them."""
