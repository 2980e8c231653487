"""The error that tells the operator what keeps the bot from running."""

from __future__ import annotations

import click


class OperatorError(click.ClickException):
    """An error in one line: what is wrong and how to mend it; a command ends with exit code 2."""

    exit_code = 2

    def format_message(self) -> str:
        """Return the message as one line."""
        return " ".join(self.message.split())
