"""The sections of an export that features declare, and a check that none is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, create_model
from sqlalchemy.orm import InstrumentedAttribute

from domain.privacy.export_scope import ExportScope
from storage.columns import NullableBytes
from storage.tables import sealed_columns

T = TypeVar("T")


class ExportedPart(BaseModel):
    """A piece of an export; nothing is added to it that is not declared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(frozen=True, slots=True)
class ExportSection(Generic[T]):
    """One field of the document, and the sealed columns whose words stand in it."""

    name: str
    type: type[T]
    gather: Callable[[ExportScope], Awaitable[T]]
    without_private: Callable[[T], T]
    """Returns the part of it that shows while the person's own word has not been said."""
    columns: Sequence[InstrumentedAttribute[NullableBytes]] = ()


AnySection = ExportSection[Any]
"""A section among others, each of which has another type."""


def keep_all(found: T) -> T:
    """Return a section that holds nothing private."""
    return found


def omit_all(found: list[T]) -> list[T]:
    """Return an empty section: all of it is private."""
    return []


class Export(ExportedPart):
    """Everything of yours, and what your partner has shown you; never what they have not."""

    format: Literal["same-side-export"] = "same-side-export"
    version: Literal[3] = 3
    made_at: datetime

    def part(self, section: ExportSection[T]) -> T:
        """Return what was gathered for a section."""
        found: T = getattr(self, section.name)
        return found


def build_model(sections: Sequence[AnySection]) -> type[Export]:
    """Return the document's type, with one field for each section."""
    fields: dict[str, Any] = {each.name: (each.type, ...) for each in sections}
    return create_model("Export", __base__=Export, __doc__=Export.__doc__, **fields)


def find_gaps(sections: Sequence[AnySection]) -> Sequence[str]:
    """Return a line for each sealed column that is left out and each field that is given twice."""
    fields = Counter([*Export.model_fields, *(section.name for section in sections)])
    return [
        *_find_column_gaps(exported_columns(sections)),
        *(f"the export's field {name!r} is given twice" for name in fields if fields[name] > 1),
    ]


def exported_columns(sections: Sequence[AnySection]) -> Mapping[str, str]:
    """Return the section that each exported column is in, both by name."""
    return {
        f"{column.class_.__tablename__}.{column.key}": section.name
        for section in sections
        for column in section.columns
    }


def _find_column_gaps(exported: Collection[str]) -> Iterator[str]:
    for column in sealed_columns():
        name, reason = str(column), column.info["not_exported"]
        if name not in exported and not reason:
            yield f"{name} is in no section of the export; add it, or say not_exported=… there"
        if name in exported and reason:
            yield f"{name} is in a section of the export and marked not_exported"
        if not column.info["readers"] and not reason:
            yield f"{name} does not say who may read it"
