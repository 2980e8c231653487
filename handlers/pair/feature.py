"""Declares the feature of /pair and /unpair."""

from __future__ import annotations

from handlers.feature import Feature
from handlers.pair import again, invitation, linking

FEATURE = Feature(
    "pair", (invitation.router, linking.router, again.router), commands=("pair", "unpair")
)
