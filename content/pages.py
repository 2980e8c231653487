"""Pages to keep: a template filled with plain words, to read in a browser and to print."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from babel import Locale

from content.problems import Problem

if TYPE_CHECKING:
    from jinja2 import Template, TemplateError

EXPORT_TEMPLATE, GALLERY_TEMPLATE = "export/page.html.j2", "export/gallery.html.j2"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A sentence of the bot's, or words that somebody wrote; `label` stands above them."""

    words: str
    label: str = ""
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A block that should not be split between two sheets of paper."""

    heading: str
    paragraphs: Sequence[Paragraph]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page; one without blocks is left out."""

    heading: str
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """All that a page says, in plain words: nothing in them is markup."""

    language: str
    title: str
    about: str
    sections: Sequence[Section]

    @property
    def direction(self) -> str:
        """The direction in which the language is written: ltr or rtl."""
        return Locale.parse(self.language, sep="-").text_direction


@dataclass(frozen=True, slots=True)
class GalleryFile:
    """A file on a page, in full."""

    kind: str
    name: str
    mime: str
    base64: str


@dataclass(frozen=True, slots=True)
class GalleryPage:
    """A page of files, which needs nothing else to show and play them."""

    language: str
    title: str
    items: Sequence[GalleryFile]

    @property
    def direction(self) -> str:
        """The direction in which the language is written: ltr or rtl."""
        return Locale.parse(self.language, sep="-").text_direction


class PageTemplates:
    """The templates. They escape every value, and a missing value is an error.

    Jinja is imported with the first page: few ask for one, and a start would wait for it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def render_export(self, page: DocumentPage) -> str:
        """Render one HTML file that needs nothing else, loads nothing and runs nothing."""
        return self.export_template.render(page=page)

    def render_gallery(self, page: GalleryPage) -> str:
        """Render one HTML file that contains everything it shows, and runs nothing."""
        return self._load(GALLERY_TEMPLATE).render(page=page)

    @cached_property
    def export_template(self) -> Template:
        """The template of an export. Raises Jinja's `TemplateError` if missing or unreadable."""
        return self._load(EXPORT_TEMPLATE)

    def _load(self, name: str) -> Template:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined

        templates = Environment(
            loader=FileSystemLoader(self._folder),
            autoescape=True,
            undefined=StrictUndefined,
            auto_reload=False,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        return templates.get_template(name)


def problems(folder: Path) -> list[Problem]:
    """Return the problems of the templates."""
    from jinja2 import TemplateError

    try:
        PageTemplates(folder).export_template  # noqa: B018 it is read and compiled
    except TemplateError as fault:
        return [_template_problem(fault)]
    return []


def _template_problem(fault: TemplateError) -> Problem:
    from jinja2 import TemplateSyntaxError

    if isinstance(fault, TemplateSyntaxError):
        where, what = f"line {fault.lineno}", f"not a Jinja template: {fault.message}"
        return Problem(EXPORT_TEMPLATE, where, what, "correct the line")
    return Problem(EXPORT_TEMPLATE, "file", "it is missing", "bring it back")
