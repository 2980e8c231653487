"""Every part gets what it needs when it is made: nothing is assigned to it from outside later."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

BOT = Path(__file__).parents[2] / "bot"
MODULES = sorted(BOT.rglob("*.py"))
ASSIGNABLE = {
    "row": "a row of the database: the ORM writes what is assigned to it",
    "packet": "a piece of a recording, which names the stream that it goes into",
    "turn": "the state of one event, which ends with that event",
}
LATE = """
class Gateway:
    def __init__(self, adapter):
        self.adapter = adapter
        self.adapter.styles = {}
        self.adapter.limits["all"], row.state = 1, "done"

def wire(app, gateway):
    gateway.accept = app.accept
    gateway.tries += 1
    app.delivery.sent: int = 0
    app.platform, stopping = gateway, True
"""
FAR = "def wire(app):\n    app.parts.content.texts.render()\n    app.metrics.record_send()"


def name_of(path: Path) -> str:
    return path.relative_to(BOT).as_posix()


def test_nothing_is_assigned_to_a_part_from_outside() -> None:
    found = {name_of(path): late_assignments(path.read_text()) for path in MODULES}
    assert {name: late for name, late in found.items() if late} == {}


def test_nobody_reaches_through_the_app() -> None:
    found = {name_of(path): far_reaches(path.read_text()) for path in MODULES}
    assert {name: far for name, far in found.items() if far} == {}


def test_an_assignment_from_outside_is_found() -> None:
    assert set(late_assignments(LATE)) == {
        "self.adapter.styles",
        "gateway.accept",
        "gateway.tries",
        "app.delivery.sent",
        "app.platform",
    }


def test_reaching_through_the_app_is_found() -> None:
    assert far_reaches(FAR) == ["app.parts.content.texts.render"]


def late_assignments(source: str) -> list[str]:
    """Return each attribute that is assigned to anything but `self`, a row or a turn."""
    return [
        ast.unparse(target)
        for node in ast.walk(ast.parse(source))
        for target in targets_of(node)
        if isinstance(target, ast.Attribute)
        and ast.unparse(target.value) != "self"
        and ast.unparse(target).partition(".")[0] not in ASSIGNABLE
    ]


def targets_of(node: ast.AST) -> Iterator[ast.expr]:
    """Yield what a statement assigns to; the parts of a tuple one by one."""
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield from target.elts if isinstance(target, ast.Tuple) else [target]
    elif isinstance(node, ast.AnnAssign | ast.AugAssign):
        yield node.target


def far_reaches(source: str) -> list[str]:
    """Return each use of a part's part: more than the method of a part that the app has."""
    chains = [
        ast.unparse(node)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and ast.unparse(node).startswith("app.")
    ]
    far = [chain for chain in chains if chain.count(".") > 2]
    return [each for each in far if not any(other.startswith(f"{each}.") for other in far)]
