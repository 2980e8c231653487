"""The pieces that every content file is made of: frozen models and texts that are not empty."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

NonEmptyText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Label = Annotated[NonEmptyText, StringConstraints(max_length=40)]
"""Fits on a button of a narrow phone."""


class BadEntry(ValueError):
    """A fault in the content that only a look at several fields finds, with how to mend it."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(what)
        self.mend = mend


class FrozenModel(BaseModel):
    """A frozen piece of a content file; a field that nobody knows is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")
