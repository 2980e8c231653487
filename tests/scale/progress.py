"""Show how far a measurement is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from tests.load.processes import Step


@contextmanager
def bar(label: str, length: int) -> Iterator[Step]:
    """Draw a bar on the error output, and return the function that moves it."""
    with click.progressbar(length=length, label=label, file=sys.stderr) as drawn:
        yield drawn.update
