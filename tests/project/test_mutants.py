"""`make mutants` runs the tests near a fault, and makes none that nothing could notice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.mutants.harmless import harmless_spans, is_harmless
from tools.mutants.nearby import ROOMS, find_nearby_tests, modules_in

ROOT = Path(__file__).parents[2]
MODULES = [module for room in ROOMS for module in modules_in(ROOT, room)]


@pytest.mark.parametrize(
    ("module", "near"),
    [
        ("domain/remind/occurrences.py", "tests/remind"),
        ("handlers/remind/occurrences.py", "tests/remind"),
        ("handlers/thanks.py", "tests/thanks"),
        ("bot/outbox/queries.py", "tests/outbox"),
        ("domain/pair/linking.py", "tests/inbox/test_races.py"),
    ],
)
def test_the_tests_of_its_feature_and_those_that_import_it_are_near(module: str, near: str) -> None:
    """Seen to fail without the folder of the feature, and without those that import it."""
    assert near in find_nearby_tests(ROOT, Path(module))


def test_each_module_has_tests_near_it() -> None:
    """Seen to fail without the tests near the modules that import it."""
    assert [str(each) for each in MODULES if not find_nearby_tests(ROOT, each)] == []


SOURCE = '''
"""A module with 1 docstring."""
log = get_logger()
def find(count: int | None = 3) -> str | bytes:
    log.info("found", count=count + 1)
    return count | 1
size: int | None = 7
async def fetch() -> int | None: ...
@dataclass(slots=True)
class Found: ...
'''


@pytest.mark.parametrize(
    ("line", "words", "harmless"),
    [
        (2, "1 docstring", True),
        (4, "int | None", True),
        (4, "3)", False),
        (4, "str | bytes", True),
        (5, "count + 1", True),
        (6, "count | 1", False),
        (7, "int | None", True),
        (7, "7", False),
        (8, "int | None", True),
        (9, "True", True),
    ],
)
def test_types_docstrings_and_log_lines_are_left_alone(
    line: int, words: str, harmless: bool
) -> None:
    """Seen to fail without each of the cases in `_harmless_nodes`."""
    column = SOURCE.splitlines()[line - 1].index(words)
    assert is_harmless(harmless_spans(SOURCE), (line, column)) is harmless
