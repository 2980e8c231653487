"""Starts the command line: `python -m bot`."""

from bot.commands import main

main(prog_name="python -m bot")
