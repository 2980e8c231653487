"""Choose the faults of one run: each at a different random place, the same for each seed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4

from cosmic_ray.ast import ast_nodes, get_ast_from_path
from cosmic_ray.ast.ast_query import ASTQuery
from cosmic_ray.plugins import OPERATOR_PROVIDERS, get_operator
from cosmic_ray.work_db import WorkDB
from cosmic_ray.work_item import MutationSpec, WorkItem

from tools.mutants.harmless import Position, harmless_spans, is_harmless
from tools.mutants.remove_statement import RemoveStatement

OPERATOR_PROVIDERS["same_side"] = {"RemoveStatement": RemoveStatement}
OPERATORS = (
    "same_side/RemoveStatement",
    *(f"core/ReplaceComparisonOperator_{each}" for each in ("Eq_NotEq", "NotEq_Eq")),
    *(f"core/ReplaceComparisonOperator_{each}" for each in ("Is_IsNot", "IsNot_Is")),
    *(f"core/ReplaceComparisonOperator_{each}" for each in ("Lt_LtE", "LtE_Lt", "Lt_GtE")),
    *(f"core/ReplaceComparisonOperator_{each}" for each in ("Gt_GtE", "GtE_Gt", "Gt_LtE")),
    *(f"core/ReplaceBinaryOperator_{each}" for each in ("Add_Sub", "Sub_Add", "Mul_Add")),
    *(f"core/ReplaceBinaryOperator_{each}" for each in ("BitOr_BitAnd", "BitAnd_BitOr")),
    *(f"core/{each}" for each in ("ReplaceAndWithOr", "ReplaceOrWithAnd", "AddNot")),
    *(f"core/{each}" for each in ("ReplaceTrueWithFalse", "ReplaceFalseWithTrue")),
    *(f"core/{each}" for each in ("ReplaceUnaryOperator_Delete_Not", "NumberReplacer")),
    *(f"core/{each}" for each in ("ReplaceBreakWithContinue", "ReplaceContinueWithBreak")),
    *(f"core/{each}" for each in ("ExceptionReplacer", "ZeroIterationForLoop")),
)
"""Faults that people make; any test notices the others, such as a shift of a duration."""


def open_session(folder: Path, modules: Sequence[Path], seed: int, size: int) -> WorkDB:
    """Return the session of these modules as they are, seed and size; a new one has its sample."""
    code = b"".join(module.read_bytes() for module in modules)
    name = sha256(repr((modules, seed, size)).encode() + code).hexdigest()[:12]
    folder.mkdir(exist_ok=True)
    session = WorkDB(folder / f"{name}.sqlite", WorkDB.Mode.create)
    if not session.num_work_items:
        session.add_work_items(choose_sample(modules, seed, size))
    return session


def choose_sample(modules: Iterable[Path], seed: int, size: int) -> list[WorkItem]:
    """Choose random places, then one of the possible faults at each."""
    chance = Random(seed)
    places = [faults for module in modules for faults in _faults_by_place(module)]
    chosen = chance.sample(places, min(size, len(places)))
    return [WorkItem.single(uuid4().hex, chance.choice(faults)) for faults in chosen]


def _faults_by_place(module: Path) -> list[list[MutationSpec]]:
    spans, nodes = harmless_spans(module.read_text()), list(ast_nodes(get_ast_from_path(module)))
    places: dict[tuple[int, int], list[MutationSpec]] = {}
    for name in OPERATORS:
        for number, (node, start, end) in enumerate(_positions(get_operator(name)(), nodes)):
            if not is_harmless(spans, start):
                fault = MutationSpec(module, name, number, start, end, {}, _definition(node))
                places.setdefault(start, []).append(fault)
    return [places[start] for start in sorted(places)]


def _positions(operator: Any, nodes: Iterable[Any]) -> Iterator[tuple[Any, Position, Position]]:
    return (
        (node, start, end) for node in nodes for start, end in operator.mutation_positions(node)
    )


def _definition(node: Any) -> str | None:
    name: str | None = ASTQuery(node).get_definition_name()
    return name
