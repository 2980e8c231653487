"""Linking in the chat: /pair and /unpair."""
