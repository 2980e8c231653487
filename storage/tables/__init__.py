"""The tables, one module a feature; importing the package makes all of them known.

A column made by `sealed` holds bytes that only the key of the named owner opens; it is written
and read through `storage.sealing.Vault` alone.
"""

from importlib import import_module
from pkgutil import iter_modules

from storage.columns import Base as Base

for module in iter_modules(__path__, f"{__name__}."):
    import_module(module.name)
