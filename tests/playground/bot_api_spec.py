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


class Spec:
    """The `api.json` of PaulSonOfLars/telegram-bot-api-spec."""

    def __init__(self, path: Path) -> None:
        described = json.loads(path.read_text(encoding="utf-8"))
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
        described = self.types[kind]
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
