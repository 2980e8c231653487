"""Test that the check of all content finds each fault and names its file and place."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from chat import markup
from content import FOLDER
from content.lint import readability
from content.lint.run import check_folder
from tests.support.content_copy import FTL, add_german, append_text, copy_content, replace_text

pytestmark = pytest.mark.long

THEME = "themes/en/goals.toml"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the real content, to be changed; German may be added to it."""
    monkeypatch.setitem(readability.BANDS, "de", (0, 200))
    monkeypatch.setitem(readability.FORMULAS, "de", readability.FORMULAS["en"])
    return copy_content(tmp_path)


def problems(folder: Path) -> str:
    """Return the problems as the command line shows them, one a line."""
    return "\n".join(map(str, check_folder(folder, markup.check)))


def test_the_content_has_no_problem() -> None:
    assert problems(FOLDER) == ""


def test_the_check_is_soon_done() -> None:
    """Measured in CPU seconds, for busy machines: 0.4 to 0.8 when this was written."""
    before = process_time()
    problems(FOLDER)
    assert process_time() - before < 2


def test_a_copy_in_two_languages_has_no_problem(folder: Path) -> None:
    assert problems(add_german(folder)) == ""


Break = Callable[[Path], object]


def ftl(text: str) -> Break:
    return lambda folder: append_text(folder / FTL, text)


def toml(old: str, new: str, file: str = THEME) -> Break:
    return lambda folder: replace_text(folder / file, old, new)


def in_german(old: str, new: str, file: str = "themes/de/goals.toml") -> Break:
    return lambda folder: replace_text(add_german(folder) / file, old, new)


def in_theme(rewrite: Callable[[str], str]) -> Break:
    def breaks(folder: Path) -> None:
        path = folder / THEME
        path.write_text(rewrite(path.read_text("utf-8")), "utf-8")

    return breaks


def reworded(theme: str) -> str:
    """Add the first challenge again, with every third word changed."""
    first = theme.split("[[challenge]]")[1]
    inner = re.sub(r'((?<=[\s"“])[a-z]+ [a-z]+ )[a-z]+(?= )', r"\1lantern", first)
    again = inner.replace("goals-small-plan", "goals-again")
    return f"{theme}\n[[challenge]]{again}"


def stilted(theme: str) -> str:
    """Put bureaucratic words into the first challenge."""
    office = "Notwithstanding considerable organisational difficulties, deliberately prioritise "
    return theme.replace("Find something small", f"{office * 4} something", 1)


def spanish(text: str) -> Break:
    return lambda folder: append_text(folder / "locales/es/example.ftl", text)


def without(name: str) -> Break:
    return lambda folder: (add_german(folder) / name).unlink()


def without_discord_name(folder: Path) -> None:
    add_german(folder)
    append_text(folder / FTL, "option-words = words\n")


def without_rules(folder: Path) -> None:
    path = add_german(folder) / "style.toml"
    path.write_text(path.read_text("utf-8").replace("said.de", "said.fr"), "utf-8")


HARD = (
    "Notwithstanding considerable organisational difficulties, deliberately prioritise "
    "unambiguously communicating individual expectations. "
)

LINES = (FOLDER / THEME).read_text("utf-8").splitlines()
LAST = len(LINES)
OWN_WISH = LINES.index('id = "goals-back-one-wish"')
"""The line of its `[[challenge]]`, just above the id."""
BROKEN: dict[str, tuple[Break, str]] = {
    "junk": (ftl("what is this\n"), f"{FTL}, line 6: not Fluent"),
    "a key twice": (ftl("weeks = again\n"), "(weeks): this key is already in"),
    "a missing text": (ftl("a = { nothing }\n"), "(a): mentions nothing, which does not exist"),
    "a missing term": (ftl("a = { -no }\n"), "(a): mentions -no, which does not exist"),
    "a missing function": (ftl("a = { UPPER($b) }\n"), "(a): calls UPPER(), which does not"),
    "a circle": (ftl("a = { b }\nb = { a }\n"), "(a): mentions itself"),
    "how a reader is written about, said aloud": (
        ftl("a = You are { $reader }.\n"),
        "(a): says $reader itself (choose by it: ",
    ),
    "a way to be written about that nobody can choose": (
        ftl("a = { $reader ->\n    [they] A\n   *[unsaid] B\n}\n"),
        "(a): $reader is never “they”",
    ),
    "a reader who has not said it and is she": (
        ftl("a = { $reader ->\n    [he] A\n   *[she] B\n}\n"),
        "(a): a reader who has not said it reads “she”",
    ),
    "an attribute": (ftl("a = b\n  .c = d\n"), "(a): has an attribute"),
    "an open mark": (ftl("a = *bold\n"), "(a): markup: "),
    "an open mark in a variant": (
        ftl("a = { $n ->\n  [one] _b\n *[other] c\n }\n"),
        "(a): markup: ",
    ),
    "a gendered text": (ftl("a = Tell your wife\n"), "(a): says “wife”"),
    "a long description": (ftl(f"command-a = {'x' * 101}\n"), "(command-a): 101 characters in"),
    "no UTF-8": (
        lambda folder: (folder / FTL).write_bytes(b"a = \xff\n"),
        "not UTF-8",
    ),
    "TOML that is no UTF-8": (
        lambda folder: (folder / THEME).write_bytes(b'id = "\xff"'),
        f"{THEME}, line 1: not UTF-8",
    ),
    "TOML syntax": (toml("minutes = 20", "minutes ="), f"{THEME}, line 8: not TOML: "),
    "TOML that never ends": (
        lambda folder: append_text(folder / THEME, 'a = """\n\n'),
        f"{THEME}, line {LAST + 2}: not TOML: ",
    ),
    "a number that is too long": (
        toml("minutes = 20", f"minutes = {'9' * 5_000}"),
        f"{THEME}, whole file: not TOML: ",
    ),
    "brackets without an end": (
        toml("minutes = 20", f"minutes = {'[' * 5_000}"),
        f"{THEME}, whole file: not TOML: ",
    ),
    "a missing field": (
        toml('nudge = "What would', 'nudged = "What would'),
        f"{THEME}, line 5, goals-small-plan, field nudge: Field required (add nudge)",
    ),
    "no place": (
        toml('place = "home"\n', ""),
        'plan, field place: Field required (add place = "home", "out" or "anywhere")',
    ),
    "no cost": (toml('cost = "free"\n', ""), 'field cost: Field required (add cost = "free" or'),
    "no children": (
        toml("children = ", "kids = "),
        "field children: Field required (add children =",
    ),
    "no minutes": (toml("minutes = 20\n", ""), "field minutes: Field required (add minutes = 20)"),
    "an unknown field": (toml("minutes", "minuets"), "goals-small-plan, field minuets: Extra"),
    "a wrong type": (toml("minutes = 20", 'minutes = "x"'), "goals-small-plan, field minutes: "),
    "an unknown kind": (toml('"choice"', '"poll"'), "goals-small-plan, field question.kind: "),
    "a wild intensity": (toml("intensity = 2", "intensity = 4"), "one-wish, field intensity: "),
    "no gentle start": (toml("intensity = 1", "intensity = 2"), f"{THEME}, whole file: a theme's"),
    "a foreign id": (toml('"goals-small-plan"', '"small-plan"'), "the id has to begin with goals-"),
    "an id twice": (toml("goals-back-one-wish", "goals-small-plan"), "plan: this id stands twice"),
    "a choice twice": (toml('"people"', '"rest"'), "question: two choices have the same id"),
    "a long label": (toml("Proper rest", "Rest " * 9), "question.choices.3.label: "),
    "a choice without choices": (
        toml('"text"', '"choice"'),
        "question: a choice question needs choices",
    ),
    "a text with choices": (toml('"choice"', '"text"'), "question: a text question has no choices"),
    "a scale without words": (
        toml('"text"', '"scale"'),
        "question: a scale question needs low and high and means and near and apart (add low and",
    ),
    "no reason given": (toml('["gollwitzer-2006-ifthen"]', "[]"), "give either evidence or lore"),
    "an unknown study": (
        toml('["gollwitzer-2006-ifthen"]', '["nobody-1900-nothing"]'),
        "nobody-1900-nothing is not in evidence.toml",
    ),
    "an unused study": (
        toml('["gollwitzer-2006-ifthen"]', '["algoe-2016-you"]'),
        "evidence.toml, line 71, gollwitzer-2006-ifthen: no challenge names it",
    ),
    "a study twice": (
        toml('id = "finkel-2013-reappraisal"', 'id = "algoe-2016-you"', "evidence.toml"),
        "evidence.toml, line 97, algoe-2016-you: this id stands twice",
    ),
    "a broken study": (toml("year = 2018", "yaer = 2018", "evidence.toml"), "field year: Field"),
    "a study not translated": (
        in_german("caveat.de = ", "caveat.fr = ", "evidence.toml"),
        "evidence.toml, line 6, eyal-2018-mistaking, field caveat: de is missing (translate it)",
    ),
    "a study not in English": (
        toml("caveat.en = ", "caveat.fr = ", "evidence.toml"),
        "evidence.toml, line 6, eyal-2018-mistaking, field caveat: needed in English",
    ),
    "a long card": (toml("Half an hour", "Half an hour " * 150), "goals-small-plan: the card has"),
    "a card of too many words": (
        toml("Half an hour", "Half an hour " * 3),
        "goals-small-plan: the card has 1",
    ),
    "a why of too many characters": (
        toml('why = "', f'why = "{"So " * 40}'),
        "goals-small-plan, field why: ",
    ),
    "a long nudge": (toml("It doesn’t", "It doesn’t " * 200), "small-plan: the nudge has"),
    "a long text": (ftl(f"a = {'x' * 1_901}\n"), "(a): 1901 characters in one message"),
    "a long variant": (
        ftl(f"a = {{ $n ->\n  [one] {'x' * 1_901}\n *[other] c\n }}\n"),
        "(a): 1901 characters in one message",
    ),
    "no words for a card": (
        lambda folder: (folder / "locales/en/challenge.ftl").unlink(),
        "locales, en: text challenge-preview (en): there is no such text",
    ),
    "a claim that is not borne out": (
        toml("Go for a walk.", "Find out each other’s love language."),
        "field steps: says “love language” (leave the claim out (love-languages): ",
    ),
    "a claim in a text": (ftl("a = Science has proven it.\n"), "(a): says “science has proven”"),
    "a claim in a study": (
        toml("made nobody", "told who is from Mars", "evidence.toml"),
        "field claim.en: says “ from mars”",
    ),
    "a gendered word in Spanish": (
        spanish("a = Díselo a tu esposa.\n"),
        "(a): says “esposa”",
    ),
    "a claim in Spanish": (
        spanish("a = El test de compatibilidad lo dice.\n"),
        "(a): says “test de compatibilidad”",
    ),
    "nothing unsaid": (lambda folder: (folder / "unsaid.toml").unlink(), "unsaid.toml, file: it"),
    "a broken pattern": (
        toml("said.en = ['love", "said.en = ['(love", "unsaid.toml"),
        "unsaid.toml, line 21, love-languages, field said.en.0: not a regular expression",
    ),
    "two that are nearly the same": (
        in_theme(reworded),
        "goals-again: nearly the same as goals-small-plan (",
    ),
    "a depth that is missing": (
        toml("intensity = 3", "intensity = 2"),
        f"{THEME}, whole file: no challenge has intensity 3",
    ),
    "words that are too hard": (
        in_theme(stilted),
        "goals-small-plan: reading ease is ",
    ),
    "a broken list of moments": (
        toml("weekend =", "wekend =", "when/en.toml"),
        "when/en.toml, words: missing: weekend",
    ),
    "a question of another kind": (
        in_german('kind = "text"', 'kind = "guess"\nguess = "And your partner?"'),
        "field question.kind: differs from English",
    ),
    "a photo in one language": (
        in_german('kind = "text"', 'kind = "text"\ntakes = "photo"'),
        "field question.takes: differs from English",
    ),
    "a picture of a face": (toml("Go for a walk.", "Send a selfie."), "(proof-by-photo)"),
    "a step too few": (
        in_german('    "Stick the note', '    # "'),
        "field steps: differs from Eng",
    ),
    "a gendered step": (toml("Go for a walk.", "Ask him."), "field steps: says “him”"),
    "an open mark in a step": (toml("Go for", "*Go for"), "field steps: markup: "),
    "a gendered study": (toml("made nobody", "made her", "evidence.toml"), "claim.en: says “her”"),
    "a theme's wrong id": (toml('id = "goals"', 'id = "guidance"'), "begin with guidance-"),
    "a theme without a file": (
        lambda folder: (folder / THEME).unlink(),
        f"{THEME}, file: a theme without a file",
    ),
    "a tenth theme": (
        lambda folder: append_text(folder / "themes/en/money.toml", "a = 1\n"),
        "themes/en/money.toml, file: not one of the nine themes",
    ),
    "a text not translated": (
        in_german("greeting = Hello", "gruss = Hello", "locales/de/example.ftl"),
        "locales/de, greeting: missing, but English has it",
    ),
    "a text too many": (
        in_german("weeks =", "monate =", "locales/de/example.ftl"),
        "(monate): English has no such key",
    ),
    "another variable": (
        in_german("{ $name }", "{ $nom }", "locales/de/example.ftl"),
        "locales/de/example.ftl, line 1 (greeting): $name, $nom not in both",
    ),
    "a challenge not translated": (
        in_german("goals-back-one-wish", "goals-other"),
        "themes/de/goals.toml, goals-back-one-wish: missing, but English has it",
    ),
    "a challenge too many": (
        in_german("goals-back-one-wish", "goals-other"),
        f"themes/de/goals.toml, line {OWN_WISH}, goals-other: English has no such challenge",
    ),
    "another choice": (in_german('"rest"', '"ruhe"'), "field question.choices: differs from Eng"),
    "another intensity": (in_german("intensity = 2", "intensity = 3"), "field intensity: differs"),
    "shall": (ftl("a = You shall see.\n"), f"{FTL}, line 6 (a): says “shall” (shall: write "),
    "no contraction": (ftl("a = It does not matter.\n"), "(a): says “does not” (contraction: "),
    "a long form of have": (ftl("a = You have shared it.\n"), "(a): says “you have” (contra"),
    "a stiff word": (ftl("a = Ask whoever runs me.\n"), "(a): says “whoever” (stiff: "),
    "another word for tap": (ftl("a = Press it.\n"), "(a): says “press” (word-tap: the word is"),
    "another word for delete": (ftl("a = It’s erased.\n"), "(a): says “erased” (word-delete: "),
    "another word for a note": (
        ftl("a = A kind word.\n"),
        "(a): says “kind word” (word-note-of-thanks: ",
    ),
    "a word of one country": (ftl("a = A fortnight.\n"), "(a): says “fortnight” (one-country: "),
    "too many words": (
        ftl(f"a = {'We go on. ' * 41}\n"),
        f"{FTL}, line 6 (a): 123 words in one message (keep it to 120)",
    ),
    "a hard message": (ftl(f"a = {HARD * 5}\n"), f"{FTL}, line 6 (a): reading ease is "),
    "a hard file": (
        ftl("".join(f"a{at} = {HARD}\n" for at in range(20))),
        f"{FTL}, whole file: reading ease is ",
    ),
    "vosotros": (
        spanish("a = Elegid vuestra hora.\n"),
        "locales/es/example.ftl, line 1 (a): says “vuestra” (tú: speak to one reader in tú",
    ),
    "usted": (spanish("a = Esto es para usted.\n"), "(a): says “usted” (tú: "),
    "usted without saying so": (spanish("a = Listo. Toque aquí.\n"), "(a): says “. toque” (tú: "),
    "vos": (spanish("a = Lo que vos querés.\n"), "(a): says “vos” (tú: "),
    "each for themselves": (spanish("a = Cada cual elige.\n"), "(a): says “cada cual” (tú: "),
    "the perfect of Spain": (
        spanish("a = Lo he guardado.\n"),
        "(a): says “he guardado” (simple-past: ",
    ),
    "two women": (spanish("a = Cuando estén las dos.\n"), "(a): says “las dos” (las-dos: "),
    "a word of Spain": (spanish("a = Si te apetece.\n"), "(a): says “apetece” (one-continent: "),
    "another word for tap in Spanish": (
        spanish("a = Mantén pulsado.\n"),
        "(a): says “pulsado” (word-tap: ",
    ),
    "another word for the link": (
        spanish("a = Ya no hay vínculo.\n"),
        "(a): says “vínculo” (word-link: ",
    ),
    "the operator by another name": (
        spanish("a = Pregunta a quien lleva este bot.\n"),
        "(a): says “quien lleva” (word-partner: ",
    ),
    "no style": (lambda folder: (folder / "style.toml").unlink(), "style.toml, file: it is mis"),
    "a broken rule": (
        toml("said.en = ['\\bshall", "said.en = ['(shall", "style.toml"),
        "style.toml, line 9, shall, field said.en.0: not a regular expression",
    ),
    "a language without rules": (
        without_rules,
        "style.toml, said.de: no rule is about it (add what people do not say",
    ),
    "a language without gendered words": (
        in_german("\nde = ", "\nfr = ", "unsaid.toml"),
        "unsaid.toml, gendered.de: it is missing (list the words that take a person’s gender",
    ),
    "a language without words for times": (
        without("when/de.toml"),
        "when/de.toml, file: de has no words for it (add the file)",
    ),
    "a language without words for places": (
        without("where/de.toml"),
        "where/de.toml, file: de has no words for it (add the file)",
    ),
    "a language without words for reminders": (
        without("remind/de.toml"),
        "remind/de.toml, file: de has no words for it (add the file)",
    ),
    "a language without a reading band": (
        lambda folder: (add_german(folder) / "locales/de").rename(folder / "locales/fr"),
        "locales/fr, language: it has no reading band (add it to BANDS and FORMULAS",
    ),
    "a folder that is no language": (
        lambda folder: (add_german(folder) / "locales/de").rename(folder / "locales/xx-nowhere"),
        "locales/xx-nowhere, folder: not a language code",
    ),
    "a name that Discord refuses": (
        ftl("option-words = Some words\n"),
        "(option-words): “Some words” is no name for Discord’s menu (one word in small letters",
    ),
    "a language without a name for Discord's menu": (
        without_discord_name,
        "locales/de, option-words: missing, but English has it (translate it)",
    ),
    "no cities": (lambda folder: (folder / "cities.tsv").unlink(), "cities.tsv, file: it is"),
    "no evidence": (lambda folder: (folder / "evidence.toml").unlink(), "evidence.toml, file: it"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_the_check_finds(name: str, folder: Path) -> None:
    breaks, finding = BROKEN[name]
    breaks(folder)
    assert finding in problems(folder)
