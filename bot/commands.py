"""The command line: what whoever runs the bot can ask of it.

Each command imports what it alone needs, since all of it together takes a second.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import click

from bot import logs
from bot.clock import SystemClock
from bot.hindrance import Hindrance
from bot.settings import Settings
from storage.sealing import KeyRing

P = ParamSpec("P")
HINDERED = 2
"""The exit code when something keeps a command from doing its work."""


def told_in_one_line(command: Callable[P, None]) -> Callable[P, None]:
    """A hindrance is a line on stderr and an exit code, not a traceback."""

    @wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            command(*args, **kwargs)
        except Hindrance as hindrance:
            click.echo(" ".join(str(hindrance).split()), err=True)
            sys.exit(HINDERED)
        except KeyboardInterrupt:
            sys.exit(0)

    return wrapped


@click.group(invoke_without_command=True)
@click.pass_context
def main(context: click.Context) -> None:
    """Same Side, a bot for couples. Settings come from the environment and from .env."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@main.command()
@told_in_one_line
def run() -> None:
    """Run the bot until it is told to stop.

    Needs TELEGRAM_TOKEN and SECRET_KEYS; `doctor` says what is missing. Brings the database up to
    date by itself. SIGTERM or Ctrl-C ends it within ten seconds, with nothing lost.
    """
    settings = Settings.read()
    settings.token(), settings.key_ring()
    logs.set_up(settings.log_level)
    from bot.run import serve

    asyncio.run(serve(settings, SystemClock()))


@main.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8080, help="0 picks a free one.")
@click.option("--open", "opens", is_flag=True, help="Open the page in a browser.")
@click.option(
    "--keep",
    type=click.Path(path_type=Path, file_okay=False),
    help="Keep everything, the clock included, in this folder for the next time.",
)
@told_in_one_line
def demo(port: int, opens: bool, keep: Path | None) -> None:
    """Show two phones in a browser, with a local Telegram between them and the bot.

    Needs no token and no account, and nothing leaves this machine. Each demo begins anew in a
    temporary folder, unless --keep names one.
    """
    from bot.demo import show

    settings = Settings.read()
    logs.set_up(settings.log_level)
    asyncio.run(show(settings, port, keep, opens))


@main.group()
def keys() -> None:
    """The keys that open what people wrote."""


@keys.command("new")
def new_key() -> None:
    """Print a new key for SECRET_KEYS.

    Keep a copy apart from the database: without it nobody can open what was written. To change
    keys, put the new one in front of the old one, parted by a comma.
    """
    # Named by its day, so that an operator can tell several apart.
    click.echo(KeyRing.new(f"k{SystemClock().now():%Y%m%d}"))


@main.command()
@click.option("--check", is_flag=True, help="Only compare the migrations with the models.")
@told_in_one_line
def migrate(check: bool) -> None:
    """Bring the database to today's tables; `run` does this by itself.

    With --check nothing is touched: a fresh database gets every migration and is compared with
    the models. Exit code 1 when they differ.
    """
    from bot import checks

    if not check:
        asyncio.run(checks.migrate(Settings.read()))
        click.echo("The database is up to date.")
        return
    found = asyncio.run(checks.differences())
    for line in found:
        click.echo(line, err=True)
    sys.exit(1 if found else 0)


@main.group()
def content() -> None:
    """What the bot says."""


@content.command("check")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True))
def check_content(files: tuple[Path, ...]) -> None:
    """Look for faults in texts, challenges and findings, all of them or those in FILES.

    Prints one line a fault. Exit code 1 when there are any; a warning alone is none.
    """
    from bot.checks import content_faults, content_warnings

    faults = content_faults(files)
    if not faults:
        for line in content_warnings(files, SystemClock().now().date()):
            click.echo(f"warning: {line}", err=True)
    for line in faults:
        click.echo(line, err=True)
    if not faults:
        click.echo("The content is fine.")
    sys.exit(1 if faults else 0)


@main.command()
def doctor() -> None:
    """Say in one line each whether settings, database, keys, token and content are fine.

    Changes nothing. Exit code 2 when something is to be mended.
    """
    from bot.doctor import examine

    logs.set_up("ERROR")
    fine = True
    for finding in asyncio.run(examine()):
        fine = fine and finding.fine
        click.echo(f"{'✓' if finding.fine else '✗'} {finding.what}: {finding.words}")
    sys.exit(0 if fine else HINDERED)
