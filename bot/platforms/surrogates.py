"""Replaces half a character, which no text can contain, in data from a platform."""

from __future__ import annotations

import json
import re
from typing import Any

LONE_SURROGATE = re.compile("[\ud800-\udfff]")
REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def replace_lone_surrogates(raw: Any) -> Any:  # noqa: ANN401 - any JSON
    r"""Return the same JSON value in valid UTF-8; JSON can name half a character (`\ud800`).

    Such a text would fail when it is sealed or sent, and again at every try.
    """
    text = json.dumps(raw, ensure_ascii=False)
    return json.loads(LONE_SURROGATE.sub(REPLACEMENT, text)) if LONE_SURROGATE.search(text) else raw
