"""Replaces half a character, which no text can hold, in what a platform sent."""

from __future__ import annotations

import json
import re
from typing import Any

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def replace_lone_surrogates(raw: Any) -> Any:  # noqa: ANN401 - any JSON
    r"""The same JSON value; JSON can name half a character (`\ud800`), UTF-8 cannot.

    It would fail wherever the words are sealed or sent, and again at every try.
    """
    text = json.dumps(raw, ensure_ascii=False)
    return json.loads(LONE_SURROGATE.sub(REPLACEMENT, text)) if LONE_SURROGATE.search(text) else raw
