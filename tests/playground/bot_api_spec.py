"""Read a machine-readable description of the Bot API and find where a value departs from it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

ARRAY = "Array of "
PLAIN: dict[str, tuple[type, ...]] = {
    "Integer": (int,),
    "Float": (int, float),
    "String": (str,),
    "Boolean": (bool,),
}


UNIONS = {"RichTextUnion": "RichText"}
"""Names that only the additions use, and the described type that each of them means."""
MEMBERS = {"RichBlock": "RichBlock", "RichText": "RichText"}
"""Described unions, and how the names of their members begin."""


class Spec:
    """The `api.json` of PaulSonOfLars/telegram-bot-api-spec, and what later versions add to it."""

    def __init__(self, path: Path, additions: Path | None = None) -> None:
        described = json.loads(path.read_text(encoding="utf-8"))
        if additions is not None:
            _merge(described, json.loads(additions.read_text(encoding="utf-8")))
        self.types: dict[str, Any] = described["types"]
        self.methods: dict[str, Any] = {m.lower(): d for m, d in described["methods"].items()}

    def answer_faults(self, method: str, result: object) -> list[str]:
        """Return the faults of a method's result; an empty list when all is well."""
        return self._any_of(self.methods[method.lower()]["returns"], result, method)

    def faults(self, kind: str, value: object, where: str) -> list[str]:
        """Return the faults of a value of one type; an empty list when all is well."""
        if kind.startswith(ARRAY):
            return self._array(kind.removeprefix(ARRAY), value, where)
        if kind in PLAIN:
            boolean = isinstance(value, bool)
            fits = isinstance(value, PLAIN[kind]) and boolean == (kind == "Boolean")
            return [] if fits else [f"{where}: {value!r} is no {kind}"]
        described = self.types[UNIONS.get(kind, kind)]
        if "subtypes" in described:
            return self._any_of(described["subtypes"], value, where)
        return self._object(described.get("fields", []), value, f"{where}:{kind}")

    def _any_of(self, kinds: list[str], value: object, where: str) -> list[str]:
        tries = [self.faults(kind, value, where) for kind in kinds]
        return min(tries, key=len)

    def _array(self, kind: str, value: object, where: str) -> list[str]:
        if not isinstance(value, list):
            return [f"{where}: {value!r} is no array"]
        return [fault for one in value for fault in self.faults(kind, one, f"{where}[]")]

    def _object(self, fields: list[dict[str, Any]], value: object, where: str) -> list[str]:
        if not isinstance(value, dict):
            return [f"{where}: {value!r} is no object"]
        known = {field["name"]: field for field in fields}
        found = [f"{where}.{name} is unknown" for name in value.keys() - known.keys()]
        for name, field in known.items():
            if name in value:
                found += self._any_of(field["types"], value[name], f"{where}.{name}")
            elif field["required"]:
                found.append(f"{where}.{name} is missing")
        return found


def _merge(described: dict[str, Any], additions: dict[str, Any]) -> None:
    """Add the methods, types and fields of a later version to a description."""
    for part in ("methods", "types"):
        described[part] |= additions["new"][part]
        for name, fields in additions["added_fields"][part].items():
            described[part][name].setdefault("fields", []).extend(fields)
    for union, start in MEMBERS.items():
        members = [name for name in additions["new"]["types"] if name.startswith(start)]
        described["types"][union]["subtypes"] += members
