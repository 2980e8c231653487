"""Removes people's words from a platform's description of an error."""

from __future__ import annotations

import re

ELLIPSIS = "…"
MAX_DESCRIPTION_LENGTH = 300
QUOTED_TEXT = re.compile(
    r"\"[^\"]*\"|“[^”]*”|‘[^’]*’|«[^»]*»|`[^`]*`|<[^>]*>|(?<!\w)'.*?'(?!\w)", re.DOTALL
)
TOKEN_PATTERN = re.compile(
    r"(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)|(?P<number>\d+)|(?P<mark>[ .,:;()/_-])|.", re.DOTALL
)
MAX_NUMBER_DIGITS = 5
"""The most digits; a longer number may be somebody's id."""
VOCABULARY_TEXT = """
a access action actions administrator administrators after age allowed already amount an and
animation api application are argument array as at attachment attachments audio automatic bad
base be been before being between blocked body boolean bot bots bounds button buttons by byte
bytes can can't cannot caption cell channel chat choice choices closed code column command
component components configuration contact contains content conversation copied corresponding
current custom data date deactivated deleted description destination detected dimensions direct
disabled document due duplicate duplicated edit edited either embed embeds empty encoded end
ended enough entities entity enum error escaped exactly exceeds execute exist existing expected
expired extension failed fast few fewer field fields file files filter find flag flags float for
forbidden form format forum found from get group harmful has have height history host html http
https id identified identifier ids image in inaccessible incorrect index initiate inline integer
interaction invalid is it item items its json key keyboard kicked label large last least length
less limit limited limits line links list long longer markdown markup match max maximum media
member members mentions message messages method migrated min minimum missing modal mode
moderation modified more must name nested no non nonce not null number object of offset old on
one only open option options or order out over page parameter parse part pattern payload peer
performed permission permissions photo placeholder poll port preceding premium privacy private
process processing query range rate rating read received recipient reference replied reply
request requested required reserved resource response restricted rich rights row rows same
schema second seconds select send sent server service short should size slowmode snowflake some
specified start sticker string strings style such supergroup supported symbol system tag tags
text than that the there this thread timeout title to token too topic type unable unallowed
unclosed unexpected union unique unknown unmatched unserialize unsupported upgraded upload url
urls used user users utf valid value values version video voice was webhook weight width with
within without wrong
"""
"""Platforms' own words for requests. Of people's texts, only these words would remain."""
VOCABULARY = frozenset(VOCABULARY_TEXT.split())


def redact_description(description: str) -> str:
    """Return a platform's description without quotes and without words that are not its own.

    Unknown words are left out even outside quotation marks: platforms quote without them, too.
    """
    unquoted = QUOTED_TEXT.sub(ELLIPSIS, description)
    redacted = "".join(_redact_word(token) for token in TOKEN_PATTERN.finditer(unquoted))
    return re.sub(rf"{ELLIPSIS}(?:[ _]*{ELLIPSIS})+", ELLIPSIS, " ".join(redacted.split()))[
        :MAX_DESCRIPTION_LENGTH
    ]


def _redact_word(token: re.Match[str]) -> str:
    word, number = token["word"], token["number"]
    if word:
        return word if word.casefold().replace("’", "'") in VOCABULARY else ELLIPSIS
    if number:
        return number if len(number) <= MAX_NUMBER_DIGITS else ELLIPSIS
    return token["mark"] or ELLIPSIS
