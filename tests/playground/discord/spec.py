"""Read Discord's own OpenAPI description and find where a value departs from it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

Schema = dict[str, Any]
KINDS: dict[str, tuple[type, ...]] = {
    "integer": (int,),
    "number": (int, float),
    "string": (str,),
    "boolean": (bool,),
    "array": (list,),
    "object": (dict,),
    "null": (type(None),),
}


class DiscordSpec:
    """The strict `openapi.json` of discord/discord-api-spec: an unnamed field is a fault."""

    def __init__(self, path: Path) -> None:
        described = json.loads(path.read_text(encoding="utf-8"))
        self._schemas: dict[str, Schema] = described["components"]["schemas"]
        self._operations = {
            operation["operationId"]: operation
            for path in described["paths"].values()
            for method, operation in path.items()
            if method != "parameters"
        }

    def knows(self, operation: str) -> bool:
        """Return whether Discord has such an operation."""
        return operation in self._operations

    def answer_faults(self, operation: str, status: int, body: object) -> list[str]:
        """Return the faults of an operation's answer; an empty list when all is well."""
        responses = self._operations[operation]["responses"]
        if status >= 400 and isinstance(body, dict):
            # The description has integers for the inner codes; Discord sends names.
            plain = {name: value for name, value in body.items() if name != "errors"}
            return self.faults("ErrorResponse", plain)
        if str(status) not in responses:
            return [f"{operation} never answers {status}"]
        content = responses[str(status)].get("content")
        if content is None:
            return [] if body is None else [f"{operation} {status} has no body"]
        return self._against(content["application/json"]["schema"], body, operation)

    def faults(self, name: str, value: object) -> list[str]:
        """Return the faults of a value of one schema; an empty list when all is well."""
        return self._against({"$ref": f"/{name}"}, value, name)

    def _against(self, schema: Schema, value: object, where: str) -> list[str]:
        if "$ref" in schema:
            return self._against(self._schemas[schema["$ref"].rpartition("/")[2]], value, where)
        for several in ("oneOf", "anyOf"):
            if several in schema:
                tries = [self._against(one, value, where) for one in schema[several]]
                return min(tries, key=len)
        if "const" in schema and value != schema["const"]:
            return [f"{where}: {value!r} is not {schema['const']!r}"]
        if "enum" in schema and value not in schema["enum"]:
            return [f"{where}: {value!r} is none of {schema['enum']}"]
        return self._kind(schema, value, where) or self._inside(schema, value, where)

    def _kind(self, schema: Schema, value: object, where: str) -> list[str]:
        kinds = schema.get("type", list(KINDS))
        kinds = [kinds] if isinstance(kinds, str) else kinds
        fitting = tuple(kind for name in kinds for kind in KINDS[name])
        truth = isinstance(value, bool) and "boolean" not in kinds
        return [] if isinstance(value, fitting) and not truth else [f"{where}: {value!r}: {kinds}"]

    def _inside(self, schema: Schema, value: object, where: str) -> list[str]:
        if isinstance(value, str) and not re.search(schema.get("pattern", ""), value):
            return [f"{where}: {value!r} is not {schema['pattern']}"]
        if isinstance(value, list):
            items = schema.get("items", {})
            return [f for one in value for f in self._against(items, one, f"{where}[]")]
        return self._fields(schema, value, where) if isinstance(value, dict) else []

    def _fields(self, schema: Schema, value: dict[str, Any], where: str) -> list[str]:
        known, found = schema.get("properties", {}), []
        for part in schema.get("allOf", []):
            found += [f for f in self._against(part, value, where) if not f.endswith("unknown")]
        rest = schema.get("additionalProperties")
        for name, inner in value.items():
            if name in known:
                found += self._against(known[name], inner, f"{where}.{name}")
            elif isinstance(rest, dict):
                found += self._against(rest, inner, f"{where}.{name}")
            elif "properties" in schema:
                found.append(f"{where}.{name} is unknown")
        missing = [name for name in schema.get("required", []) if name not in value]
        return found + [f"{where}.{name} is missing" for name in missing]
