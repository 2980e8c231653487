"""An import-linter contract: a platform's library is imported in that platform's modules alone."""

from __future__ import annotations

from fnmatch import fnmatchcase

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class PlatformContract(Contract):
    """Keeps `library` to the modules whose names match `only_in` and to the `free` packages.

    import-linter's own contracts know no pattern for a part of a module's name, so a new
    `bot/telegram_something.py` would have to be listed there by hand.
    """

    library = fields.StringField()
    only_in = fields.StringField()
    free = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        library = str(self.library)
        if library not in graph.modules:
            return ContractCheck(kept=True)
        importers = graph.find_modules_that_directly_import(library)
        strangers = sorted(name for name in importers if not self._may(name))
        return ContractCheck(kept=not strangers, metadata={"strangers": strangers})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for name in check.metadata["strangers"]:
            output.print_error(f"{name} imports {self.library}: only {self.only_in} may")

    def _may(self, name: str) -> bool:
        free: list[str] = list(self.free)  # type: ignore[call-overload]  # a field reads as its value
        return fnmatchcase(name, str(self.only_in)) or name.split(".")[0] in free
