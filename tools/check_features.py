"""Check that no feature leaves out what the bot must know: `python -m tools.check_features`."""

from __future__ import annotations

import sys

import handlers
from handlers.feature import FeatureError


def main() -> int:
    """Print what is missing, if anything, and return the exit code."""
    try:
        features = handlers.collect_features()
    except FeatureError as error:
        print(error)
        return 1
    print(f"All features are complete: {len(features.menu)} commands in the menu.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
