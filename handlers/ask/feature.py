"""Declares the feature of /ask."""

from __future__ import annotations

from domain.ask.export import QUESTIONS
from handlers.ask import answers, export_page, in_cards, questions
from handlers.feature import Feature

FEATURE = Feature(
    "ask",
    (questions.router, answers.router, in_cards.router),
    commands=("ask",),
    after_consent=questions.begin,
    export=(QUESTIONS,),
    export_page=export_page.SECTIONS,
)
