"""The tables, one module a feature; importing the package makes all of them known.

A column made by `sealed` holds bytes that only the key of the named owner opens; it is written
and read through `storage.sealing.Vault` alone.
"""

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from sqlalchemy import Column

from storage.columns import Base as Base

for module in iter_modules(__path__, f"{__name__}."):
    import_module(module.name)


def sealed_columns() -> list[Column[Any]]:
    """Return every column that `sealed` made, table by table."""
    tables = Base.metadata.sorted_tables
    return [column for table in tables for column in table.columns if "owner" in column.info]


def owner_column(sealed: Column[Any]) -> Column[Any]:
    """Return the column that names the owner of a sealed one."""
    owner: Column[Any] = sealed.table.c[sealed.info["owner"]]
    return owner
