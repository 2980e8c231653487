"""The table of who reads which column, behind /whatcansee and the tests of privacy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import storage.tables
from storage.visibility import AuthorOnly, PartnerReads, Readers


def _columns_by(groups: type[PartnerReads] | type[AuthorOnly]) -> Mapping[str, Sequence[str]]:
    """Return the columns of each group, as `table.column`, in the order of the groups."""
    found: dict[Readers, list[str]] = {group: [] for group in groups}
    for table in storage.tables.Base.metadata.sorted_tables:
        for column in table.columns:
            readers = column.info.get("readers")
            if isinstance(readers, groups):
                found[readers].append(f"{table.name}.{column.name}")
    return {group.value: columns for group, columns in found.items() if columns}


PARTNER_READS = _columns_by(PartnerReads)
"""The groups that the partner comes to read, and the columns of each."""
AUTHOR_ONLY = _columns_by(AuthorOnly)
"""Groups that only their author reads here; an operator could, since they hold the keys."""
