"""Test that the word list finds translated phrases, in prose alone, and passes plain English."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.check_words import RULES, Fault, files_to_check, find_faults, main, prose_of

AVOIDED = (
    "It helps whoever runs it.",
    "It shows whomever it likes.",
    "It names whom it shows.",
    "The key is made anew.",
    "A button of ours.",
    "Every so many hours.",
    "It sets itself up by itself.",
    "The answer is none.",
    "The card is there by then.",
    "It is of use.",
    "Let who answers again be seen.",
    "As people shall see it.",
    "Keys are parted by a comma.",
    "Whatever the bot makes is private.",
    "What was kept is not shown.",
    "Who forgets it starts over.",
)
PLAIN = (
    "What can a couple do?",
    "Who may read it?",
    "It tells what was kept, and to whom it was shown.",
    "There is none, these are none of them, and let it go.",
    "# What it cannot promise",
    "| what | who |",
    'It says "whoever" and `anew` and “by itself”.',
    "Make use of it.",
    "It names the people whom it must not bring back.",
)


@pytest.mark.parametrize("sentence", AVOIDED)
def test_it_finds_each_phrase_to_avoid_in_the_middle_of_a_text(sentence: str) -> None:
    text = f"A line.\n\nIt opens. {sentence} It goes on."
    assert [fault.line for fault in find_faults(text)] == [3]


def test_each_rule_is_tried() -> None:
    """Seen to fail with a rule that no sentence above breaks."""
    unused = [rule for rule in RULES if not any(rule.pattern.search(each) for each in AVOIDED)]
    assert unused == []


@pytest.mark.parametrize("sentence", PLAIN)
def test_it_passes_plain_english(tmp_path: Path, sentence: str) -> None:
    assert faults_of(tmp_path / "page.md", sentence) == []


def test_a_phrase_is_found_across_the_end_of_a_line(tmp_path: Path) -> None:
    assert [each.line for each in faults_of(tmp_path / "page.md", "It starts by\nitself.")] == [1]


def test_code_in_markdown_is_passed_over(tmp_path: Path) -> None:
    text = "Run:\n\n```sh\nwhoever anew\n```\n\nA sentence, anew."
    assert [each.line for each in faults_of(tmp_path / "page.md", text)] == [7]


def test_of_python_comments_docstrings_and_sentences_are_read(tmp_path: Path) -> None:
    code = (
        '"""Opens.\n\nWhoever runs it.\n"""\n\nX = "made anew"  # a name of ours\n'
        '"""Made anew."""\nERROR = f"The key {X} is made anew."\n'
    )
    assert [each.line for each in faults_of(tmp_path / "code.py", code)] == [3, 6, 7, 8]


def test_strings_of_the_tests_are_passed_over_since_people_say_them(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    code = 'SAYS = "I begin it anew"\n"""Said anew."""\n'
    assert [each.line for each in faults_of(tmp_path / "tests" / "code.py", code)] == [2]


def test_a_docstring_that_opens_with_a_relative_clause_is_found(tmp_path: Path) -> None:
    code = 'def kept() -> None:\n    """What was kept."""\n'
    assert [each.found for each in faults_of(tmp_path / "code.py", code)] == ["What was kept."]


def test_every_markdown_file_and_every_listed_folder_is_read() -> None:
    read = {path.as_posix().rpartition("/")[2] for path in files_to_check()}
    assert {"README.md", "architecture.md", "0001-neutral-core.md", "check_words.py"} <= read


def test_the_docs_are_plain_english(capsys: pytest.CaptureFixture[str]) -> None:
    """Seen to fail with “whoever” written into the README."""
    assert main([]) == 0, capsys.readouterr().out


def faults_of(path: Path, text: str) -> list[Fault]:
    path.write_text(text, encoding="utf-8")
    return find_faults(prose_of(path))
