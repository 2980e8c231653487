"""Takes people's words out of what a platform says of a message that it rejects."""

from __future__ import annotations

import re

LEFT_OUT = "…"
LONGEST = 300
QUOTED = re.compile(
    r"\"[^\"]*\"|“[^”]*”|‘[^’]*’|«[^»]*»|`[^`]*`|<[^>]*>|(?<!\w)'.*?'(?!\w)", re.DOTALL
)
TOKEN = re.compile(
    r"(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)|(?P<number>\d+)|(?P<mark>[ .,:;()/_-])|.", re.DOTALL
)
LONGEST_NUMBER = 5
"""Digits; whatever is longer may be somebody's id."""
WORDS = """
a access action actions age allowed already amount an and animation api application are argument
array at attachment attachments audio bad base be been being body boolean bot bots button
buttons byte bytes can can't cannot caption cell channel chat choice choices closed code column
command component components configuration contact content copied current custom data date
deleted description destination detected direct disabled document duplicate duplicated edit
edited either embed embeds empty end ended entities entity enum error exactly exceeds exist
existing expected expired extension failed fast few fewer field file files find flag flags float
for forbidden form format forum found from get group has have height host html http https id
identifier ids image in incorrect index inline integer interaction invalid is it item items its
json key keyboard label large last least length less limit limits line list long longer markdown
markup max maximum media mentions message messages method min minimum missing modal modified
more must name nested no nonce not null number object of offset on one only open option options
or order out over page parameter parse part payload peer permission permissions photo
placeholder poll premium privacy private query range rate rating read received recipient
reference reply request requested required response restricted rich rights row rows same schema
select send sent server short should size snowflake some specified start sticker string style
such supergroup supported symbol system tag tags text than that the there this thread timeout
title to too token topic type unclosed unexpected union unique unknown unserialize unsupported
upload url urls used user users utf valid value values video voice was webhook weight width with
without wrong
"""
"""What platforms say of a request. Of what people wrote only these would come through."""
VOCABULARY = frozenset(WORDS.split())


def without_words(description: str) -> str:
    """A platform's description with what it may have quoted, and whatever is no word of its own.

    Unknown words are left out, not only quoted ones: platforms quote without marks, too.
    """
    unquoted = QUOTED.sub(LEFT_OUT, description)
    told = "".join(_bare(token) for token in TOKEN.finditer(unquoted))
    return re.sub(rf"{LEFT_OUT}(?:[ _]*{LEFT_OUT})+", LEFT_OUT, " ".join(told.split()))[:LONGEST]


def _bare(token: re.Match[str]) -> str:
    word, number = token["word"], token["number"]
    if word:
        return word if word.casefold().replace("’", "'") in VOCABULARY else LEFT_OUT
    if number:
        return number if len(number) <= LONGEST_NUMBER else LEFT_OUT
    return token["mark"] or LEFT_OUT
