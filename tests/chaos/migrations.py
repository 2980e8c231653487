"""Invent future migrations, so that the bot can be killed in the middle of one."""

from __future__ import annotations

import shutil
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory

from storage.migrate import MIGRATIONS

REVISION = '''"""Rebuild some tables with a column more, or with it gone again."""

import sqlalchemy as sa
from alembic import op

revision = "{name}"
down_revision = "{before}"


def upgrade() -> None:
    recreate = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    for table in ("member", "outbox", "round", "due"):
        with op.batch_alter_table(table, recreate=recreate) as changed:
            {change}
'''
ADD = 'changed.add_column(sa.Column("chaos", sa.String(8), server_default="calm"))'
DROP = 'changed.drop_column("chaos")'


def copy_to(folder: Path) -> Path:
    """Copy today's migrations, to add to."""
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def add_migration(folder: Path) -> None:
    """Add one migration at the end."""
    config = Config()
    config.set_main_option("script_location", str(folder))
    before = ScriptDirectory.from_config(config).get_current_head() or ""
    number = len(list((folder / "versions").glob("9*.py"))) + 1
    change = ADD if number % 2 else DROP
    name = f"9{number:03}"  # after all of today's, and of the next years'
    text = REVISION.format(name=name, before=before, change=change)
    (folder / "versions" / f"{name}_chaos.py").write_text(text)
