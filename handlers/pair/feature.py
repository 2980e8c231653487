"""Declares the feature of /pair and /unpair."""

from __future__ import annotations

from handlers.feature import Feature
from handlers.pair import again, linking

FEATURE = Feature("pair", (linking.router, again.router), commands=("pair", "unpair"))
