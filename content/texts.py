"""Short texts by key, in a person's language, with people's own words made safe."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

from babel import Locale
from fluent.runtime import FluentBundle
from fluent.runtime.types import FluentType

from content import FALLBACK, fluent_files, overlays, values as spoken_values
from content.fluent_files import FluentFiles
from content.normalize import is_blank
from content.problems import ContentBroken, Problem
from content.values import Value

log = logging.getLogger(__name__)

PLACEHOLDER = re.compile("\ue000([0-9]+)\ue001")
UNNAMED = "unnamed"
READER, UNSAID = "reader", "unsaid"
"""The variable that any text may choose by: she, he or neither, or unsaid."""
SENTENCE_START = re.compile(r"(?:^|\n|[.!?]\s)[*_“¿¡\s]*\Z")
"""The text that stands before the first word of a sentence."""
TRAILING_BLANKS = re.compile(r"[ \t]+$", re.MULTILINE)


class Rendered(str):
    """A text that is in our markup already, with everything foreign in it escaped."""

    __slots__ = ()


EscapeFunction = Callable[[str], str]


class Unnamed(Rendered):
    """A word for somebody whose name shows nothing; it may come first in a sentence."""

    __slots__ = ()


class NotRendered(LookupError):
    """A text cannot be made: its key, a variable or its Fluent code is at fault."""

    def __init__(self, language: str, key: str, what: str) -> None:
        super().__init__(f"text {key} ({language}): {what}")


class Texts:
    """Every language's texts. `strict` turns each fault into `NotRendered`."""

    def __init__(
        self, files: Mapping[str, FluentFiles], escape: EscapeFunction, strict: bool
    ) -> None:
        self._files = files
        self._bundles = {
            language: FluentBundle([language], use_isolating=False) for language in files
        }
        self._escape = escape
        self._strict = strict
        self._variables: dict[tuple[str, str], frozenset[str]] = {}
        self._constants: dict[tuple[str, str], Rendered] = {}
        """Texts without variables by language and key, since most of a reply is made of these."""
        self._templates: dict[tuple[str, ...], str] = {}
        """Texts with marks for words, by language, key and variables."""

    @classmethod
    def load(cls, folder: Path, escape: EscapeFunction, *, strict: bool = False) -> Texts:
        """Read `folder/locales`; `escape` makes people's words safe inside our markup.

        A language that lacks texts is left out as a whole: nobody reads two in one message.
        Raises `ContentBroken` for Fluent junk, a duplicate key, an overlay's unknown key, or if
        English is missing.
        """
        files = read_languages(folder)
        problems = [
            *(problem for own in files.values() for problem in own.problems),
            *overlays.problems(files),
        ]
        if FALLBACK not in files:
            what = "no texts in English"
            problems.append(Problem("locales", FALLBACK, what, "add locales/en/*.ftl"))
        if problems:
            raise ContentBroken(problems)
        return cls(_complete_languages(overlays.merge(files)), escape, strict)

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of all languages, English first; those of one country are left out."""
        return tuple(code for code in self.variants if not overlays.base_of(code, self._files))

    @property
    def variants(self) -> tuple[str, ...]:
        """The codes of all languages and of their variants in one country, English first."""
        return tuple(sorted(self._files, key=lambda code: (not code.startswith(FALLBACK), code)))

    def closest_language(self, code: str | None) -> str:
        """Return the language for an app's code: "de-AT" gives "de", an unknown one English."""
        if code and code in self._files:
            return code
        wanted = (code or "").replace("_", "-").lower()
        known = {language.lower(): language for language in self._files}
        return known.get(wanted) or known.get(wanted.partition("-")[0]) or FALLBACK

    def has_text(self, key: str) -> bool:
        """Return whether there is an English text with this key."""
        return key in self._files[FALLBACK].entries

    def for_reader(self, language: str, key: str, pronoun: str) -> Mapping[str, Value]:
        """Return how its reader is written about, if the text chooses by it."""
        return {READER: pronoun} if READER in self._variables_of(language, key) else {}

    def render(self, language: str, key: str, /, **values: Value) -> Rendered:
        """Return the text of a key; a `str` value is escaped, a `Rendered` one is not.

        Falls back to English where a language lacks the text, and at last to the key. Raises
        `NotRendered` in strict mode only, also for a missing or an unknown variable.
        """
        closest = self.closest_language(language)
        if not values and (constant := self._constants.get((closest, key))) is not None:
            return constant
        try:
            rendered = self._format(closest, key, values)
            if not values:
                self._constants[closest, key] = rendered
            return rendered
        except NotRendered as fault:
            if self._strict:
                raise
            log.warning("%s", fault)
        return Rendered(key) if closest == FALLBACK else self.render(FALLBACK, key, **values)

    def _format(self, language: str, key: str, values: Mapping[str, Value]) -> Rendered:
        bundle = self._bundle_with(language, key)
        message = bundle.get_message(key) if bundle.has_message(key) else None
        if message is None or message.value is None:
            raise NotRendered(language, key, "there is no such text")
        self._check_variables(language, key, values)
        if READER in self._variables_of(language, key):
            values = {READER: UNSAID, **values}
        values = self._replace_blank_name(language, values)
        slots = [_Placeholder(at, text) for at, text in enumerate(values.values())]
        template_key = language, key, *values
        template = self._templates.get(template_key)
        has_only_words = all(isinstance(each, str) and each for each in values.values())
        if template is None or not has_only_words:
            given = {name: _argument(slot) for name, slot in zip(values, slots, strict=True)}
            formatted, faults = bundle.format_pattern(message.value, given)
            if faults:
                raise NotRendered(language, key, "; ".join(map(str, faults)))
            template = TRAILING_BLANKS.sub("", str(formatted))
            if has_only_words and self._files[language].is_plain(key):
                self._templates[template_key] = template
        return self._fill_placeholders(language, template, slots)

    def _bundle_with(self, language: str, key: str) -> FluentBundle:
        """Return the language's bundle; the first time a text is needed it is put there."""
        bundle = self._bundles[language]
        if not bundle.has_message(key):
            bundle.add_resource(self._files[language].resource(key))
        return bundle

    def _replace_blank_name(
        self, language: str, values: Mapping[str, Value]
    ) -> Mapping[str, Value]:
        """Return the values with a word in place of a name of which nothing is visible."""
        name = values.get("name")
        if isinstance(name, Rendered) or not isinstance(name, str) or not is_blank(name):
            return values
        return {**values, "name": Unnamed(self.render(language, UNNAMED))}

    def _fill_placeholders(
        self, language: str, template: str, slots: list[_Placeholder]
    ) -> Rendered:
        def text(found: re.Match[str]) -> str:
            value = slots[int(found[1])].value
            if isinstance(value, Unnamed) and SENTENCE_START.search(template[: found.start()]):
                return value[:1].upper() + value[1:]
            if isinstance(value, str):
                return self._write(value)
            return spoken_values.say(value, language, self._write)

        return Rendered(PLACEHOLDER.sub(text, template).rstrip())

    def _write(self, words: str) -> str:
        return words if isinstance(words, Rendered) else self._escape(words)

    def _check_variables(self, language: str, key: str, values: Mapping[str, Value]) -> None:
        source = FALLBACK if self.has_text(key) else language
        wanted = self._variables_of(source, key) - {READER}
        if too_few := sorted(wanted - values.keys()):
            raise NotRendered(language, key, f"not given: {', '.join(too_few)}")
        too_many = sorted(values.keys() - wanted - {READER})
        if too_many and self._strict:
            raise NotRendered(language, key, f"no such variable: {', '.join(too_many)}")

    def _variables_of(self, language: str, key: str) -> frozenset[str]:
        closest = self.closest_language(language)
        if (closest, key) not in self._variables:
            self._variables[closest, key] = self._files[closest].variables(key)
        return self._variables[closest, key]


def read_languages(folder: Path) -> dict[str, FluentFiles]:
    """Read each folder in `folder/locales`, whose name is a language code ("en", "pt-BR")."""
    places = sorted(path for path in (folder / "locales").glob("*") if path.is_dir())
    return {path.name: fluent_files.read(path) for path in places}


def _complete_languages(files: Mapping[str, FluentFiles]) -> dict[str, FluentFiles]:
    wanted = {key for key in files[FALLBACK].entries if not key.startswith("-")}
    missing = {language: wanted - own.entries.keys() for language, own in files.items()}
    for language in (each for each in files if missing[each]):
        log.warning("language %s is left out: %d texts missing", language, len(missing[language]))
    return {language: own for language, own in files.items() if not missing[language]}


class _Placeholder(FluentType):
    """Keeps the place of a value, since Fluent refuses values over 2,500 characters."""

    def __init__(self, at: int, value: Value) -> None:
        self.index = at
        self.value = value

    def format(self, locale: Locale) -> str:
        """Return a mark that no text contains; the value replaces it after Fluent is done."""
        return f"\ue000{self.index}\ue001" if self.value else ""

    def __eq__(self, other: object) -> bool:
        """Compare as its text or id, so that `{ $kind -> [one] …` still chooses by it."""
        return spoken_values.id_of(self.value) == other

    __hash__ = None  # type: ignore[assignment]  # never a key


def _argument(slot: _Placeholder) -> _Placeholder | int | float | date:
    return slot.value if isinstance(slot.value, int | float | date) else slot
