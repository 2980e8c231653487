"""The section of an export that a feature declares, and a check that none is missing."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Column
from sqlalchemy.orm import InstrumentedAttribute

import storage.tables
from domain.privacy.export_schema import Export
from domain.privacy.export_scope import ExportScope
from storage.columns import NullableBytes

FIELDS = Export.model_fields.keys() - {"format", "version", "made_at"}
"""The fields of the document that sections fill."""


@dataclass(frozen=True, slots=True)
class ExportSection:
    """One field of the document, and the sealed columns whose words stand in it."""

    name: str
    gather: Callable[[ExportScope], Awaitable[object]]
    columns: Sequence[InstrumentedAttribute[NullableBytes]] = ()


def find_gaps(sections: Sequence[ExportSection]) -> Sequence[str]:
    """Return a line for each sealed column and field that these sections leave out."""
    names = {section.name for section in sections}
    return [
        *_find_column_gaps(exported_columns(sections)),
        *(f"no feature gives the export's field {name!r}" for name in sorted(FIELDS - names)),
        *(f"{name!r} is not a field of the export" for name in sorted(names - FIELDS)),
    ]


def exported_columns(sections: Sequence[ExportSection]) -> Mapping[str, str]:
    """Return the section that each exported column is in, both by name."""
    return {
        f"{column.class_.__tablename__}.{column.key}": section.name
        for section in sections
        for column in section.columns
    }


def sealed_columns() -> Mapping[str, Column[object]]:
    """Return all columns that hold sealed words, as `table.column`."""
    tables = storage.tables.Base.metadata.sorted_tables
    columns = (column for table in tables for column in table.columns)
    return {f"{each.table.name}.{each.name}": each for each in columns if "owner" in each.info}


def _find_column_gaps(exported: Collection[str]) -> Iterator[str]:
    for name, column in sealed_columns().items():
        reason = column.info["not_exported"]
        if name not in exported and not reason:
            yield f"{name} is in no section of the export; add it, or say not_exported=… there"
        if name in exported and reason:
            yield f"{name} is in a section of the export and marked not_exported"
        if not column.info["readers"] and not reason:
            yield f"{name} does not say who may read it"
