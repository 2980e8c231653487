"""Starts the command line: `python -m bot`."""

from bot.cli.commands import main

main(prog_name="python -m bot")
