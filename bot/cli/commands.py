"""The command line: all commands for the operator.

Each command imports only what it needs, since importing everything takes a second.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.clock import SystemClock
from bot.errors import OperatorError

if TYPE_CHECKING:
    from bot.app import App
    from bot.cli.keys import KeyReport
    from bot.settings import Settings

HAS_PLAYGROUND = find_spec("playground") is not None
"""Whether the demo is installed; a container has only what `run` needs."""


@click.group(invoke_without_command=True)
@click.pass_context
def main(context: click.Context) -> None:
    """Run and maintain Same Side, a bot for couples. It reads the environment and .env."""
    os.umask(0o077)  # files that a command makes are for its own account alone
    if context.invoked_subcommand is None:
        click.echo(context.get_help())


@main.command()
@click.option(
    "--role",
    type=click.Choice(["all", "receive", "work", "send"]),
    default="all",
    help="The part of this process, if several share a PostgreSQL; each part must run somewhere.",
)
def run(role: str) -> None:
    """Run the bot until it is told to stop.

    Needs TELEGRAM_TOKEN or DISCORD_TOKEN (or both), and SECRET_KEYS; `doctor` says what is
    missing. Migrates the database when it starts. SIGTERM or Ctrl-C stops it within ten
    seconds, with nothing lost.
    """
    from bot import collection, event_loop
    from bot.ops import logs

    collection.pause()
    settings = _read_settings()
    settings.read_tokens(), settings.read_key_ring()
    logs.set_up(settings.log_level)
    from bot.cli.permissions import warn_of_exposed_paths
    from bot.role import Role
    from bot.run import serve

    def started(_: App) -> None:
        warn_of_exposed_paths(settings)

    event_loop.run(serve(settings, SystemClock(), started, Role(role)))


@main.command(hidden=not HAS_PLAYGROUND)
@click.option("--port", type=click.IntRange(0, 65535), default=8080, help="0 picks a free one.")
@click.option("--open", "opens", is_flag=True, help="Open the page in a browser.")
@click.option(
    "--keep",
    type=click.Path(path_type=Path, file_okay=False),
    help="Keep everything, the clock included, in this folder for the next time.",
)
def demo(port: int, opens: bool, keep: Path | None) -> None:
    """Show two phones in a browser, with a local Telegram and Discord between them and the bot.

    Needs no token and no account, and nothing leaves this machine. Each demo starts empty in a
    temporary folder, unless --keep names one.
    """
    if not HAS_PLAYGROUND:
        raise OperatorError(
            "the demo is not installed here: start it in a checkout, with `make demo`"
        )
    from bot.cli.demo import run_demo
    from bot.ops import logs

    settings = _read_settings()
    logs.set_up_for_demo(settings.log_level)
    asyncio.run(run_demo(settings, port, keep, opens))


@main.group()
def keys() -> None:
    """Make, rotate and check the keys that open what people wrote."""


@keys.command("new")
def generate_key() -> None:
    """Print a new key for SECRET_KEYS.

    Keep a copy apart from the database: without it nobody can open what was written. To rotate
    keys, put the new one before the old one, separated by a comma, and run `keys rotate`.
    """
    from storage.sealing import KeyRing

    # Named by its minute, so that an operator can tell apart several of one day.
    click.echo(KeyRing.generate_key(f"k{SystemClock().now():%Y%m%d-%H%M}"))


@keys.command("rotate")
def rotate_keys() -> None:
    """Wrap every data key with the first key of SECRET_KEYS.

    Texts are not touched: only the data keys that seal them are wrapped again. You may
    interrupt it at any point, and run it beside the bot. First put the new key before the old one
    and restart the bot; afterwards this says which key you may remove. Exit code 2 if some data
    keys are left.
    """
    from bot.cli.keys import rotate

    with _progress_bar("Rotating") as on_progress:
        report = asyncio.run(rotate(_read_settings(), on_progress))
    _print_report(report)


@keys.command("check")
def check_keys() -> None:
    """Open everything that is sealed in the database, and list what does not open.

    Changes nothing and shows none of the contents; runs beside the bot. Names each table and
    column, and the keys in use. Exit code 2 if something does not open.
    """
    from bot.cli.keys import check

    with _progress_bar("Opening") as on_progress:
        report = asyncio.run(check(_read_settings(), on_progress))
    _print_report(report)


def _print_report(report: KeyReport) -> None:
    for line in report.lines:
        click.echo(line)
    for line in report.faults:
        click.echo(line, err=True)
    sys.exit(OperatorError.exit_code if report.faults else 0)


@main.command()
@click.option("--check", is_flag=True, help="Only compare the migrations with the models.")
def migrate(check: bool) -> None:
    """Migrate the database to the current tables; `run` does this when it starts.

    With --check the database is not touched: a fresh one gets every migration and is compared
    with the models. Exit code 1 if they differ.
    """
    from bot.cli import migrate as cli_migrate

    if not check:
        asyncio.run(cli_migrate.migrate(_read_settings()))
        click.echo("The database is up to date.")
        return
    differences = asyncio.run(cli_migrate.find_differences())
    for line in differences:
        click.echo(line, err=True)
    sys.exit(1 if differences else 0)


@main.command()
@click.argument("to", required=False, type=click.Path(path_type=Path))
def backup(to: Path | None) -> None:
    """Copy the database, also while the bot runs.

    TO is a folder, which gets a file named by the time (UTC), or a file that does not exist yet.
    Without it the copy goes into BACKUP_DIR, or into `backups` beside the database. The copy is
    checked, and only you can read it. It holds no key of SECRET_KEYS: keep those apart from it.
    For PostgreSQL this prints the command to use.
    """
    from bot.cli.backup import create_backup

    with _progress_bar("Copying") as on_progress:
        file = create_backup(_read_settings(), to, SystemClock().now(), on_progress)
    click.echo(f"The backup is complete: {file}")


@main.command()
@click.argument("source", metavar="FROM", type=click.Path(path_type=Path, dir_okay=False))
def restore(source: Path) -> None:
    """Replace the database with a backup.

    FROM is checked first: it must be intact, this version of Same Side must know its tables, and
    SECRET_KEYS must open it. Refuses while the bot runs. The previous database is kept beside the
    new one, under its name with `.before-restore`.
    """
    from bot.cli.backup import restore_backup

    with _progress_bar("Restoring") as on_progress:
        previous = asyncio.run(restore_backup(_read_settings(), source, on_progress))
    click.echo("The database is restored.")
    if previous:
        click.echo(f"The previous one is kept. To go back: python -m bot restore {previous}")


def _read_settings() -> Settings:
    """Read the settings. Raises OperatorError.

    The import is here, since it loads much of the code and not every command needs it.
    """
    from bot.settings import Settings

    return Settings.read()


@contextmanager
def _progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show a progress bar on stderr; its callback takes what is left and the total."""
    hidden, steps = not sys.stderr.isatty(), 1000
    with click.progressbar(length=steps, label=label, file=sys.stderr, hidden=hidden) as bar:

        def on_progress(remaining: int, total: int) -> None:
            bar.update(steps * (total - remaining) // max(total, 1) - bar.pos)

        yield on_progress


@main.group()
def content() -> None:
    """Check and preview the bot's texts and challenges."""


@content.command("check")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
def check_content(paths: tuple[Path, ...]) -> None:
    """Look for faults in all texts and challenges and in the packs of PACKS_DIR; or only in PATHS.

    A path is a file or folder of content/, a pack, one of its files, or a folder of packs. Prints
    one line per fault, with its file and line and how to fix it. Exit code 1 if there are any;
    a warning is not a fault.
    """
    from bot.cli.content import find_faults, find_warnings
    from bot.cli.content_settings import ContentSettings

    faults = find_faults(paths, None if paths else ContentSettings().packs_dir)
    for line in faults:
        click.echo(line, err=True)
    if faults:
        sys.exit(1)
    for line in find_warnings(paths, SystemClock().now().date()):
        click.echo(f"warning: {line}", err=True)
    click.echo("The content is fine.")


@content.command("preview")
@click.argument("id")
@click.option("--lang", default="en", show_default=True, help="The language to show it in.")
def preview_challenge(id: str, lang: str) -> None:
    """Show the challenge ID as the two will see it, with everything that follows its card.

    Knows the built-in challenges and the packs in PACKS_DIR; an id is, for example,
    `goals-small-plan`.
    """
    from bot.cli.content_settings import ContentSettings
    from bot.cli.preview import render_preview

    for text in render_preview(id, lang, ContentSettings().packs_dir):
        click.echo(text)


@main.command()
@click.option("--fix", is_flag=True, help="Close the files that other accounts can read.")
def doctor(fix: bool) -> None:
    """Check settings, files, database, keys, tokens and content, with one line for each.

    Changes nothing without --fix. Exit code 2 if something has to be fixed.
    """
    from bot.cli.doctor import run_checks
    from bot.ops import logs

    logs.set_up("ERROR")
    results = asyncio.run(run_checks(fix=fix))
    for each in results:
        click.echo(f"{'✓' if each.is_ok else '✗'} {each.subject}: {each.message}")
    sys.exit(0 if all(each.is_ok for each in results) else OperatorError.exit_code)
