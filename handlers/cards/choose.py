"""Handles /cards: a mood, perhaps a theme and a length, then card after card on one phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from chat.messages import Replies
from content.challenges import THEME_IDS
from content.deck.card import MINUTES, MOODS, DeckChoice
from content.normalize import fold
from content.texts import Rendered
from domain import pushes
from domain.cards import evening as evenings, order
from domain.errors import NotFound
from domain.pushes import Topic
from handlers.cards import evening as both_phones, view
from handlers.turn import ButtonSpec, FeatureRouter, Row, Turn, button

router = FeatureRouter()

OFFERED_MINUTES = MINUTES[:-1]
"""The last one is the length of the longest cards, so that choosing it would change nothing."""


@router.command("cards")
async def begin(turn: Turn) -> Replies:
    """Show the evening that is going on or that the person is invited to; otherwise ask a mood."""
    turn.stop_asking_for(view.QUESTION)
    await pushes.mark_list_opened(turn.ctx, turn.member, Topic.CARDS)
    if turn.event.text.strip():
        return _read_words(turn, turn.event.text)
    evening = await evenings.current(turn.ctx, turn.member) if turn.partner else None
    if evening is None:
        return ask_mood(turn)
    if seat := await evenings.seat_of(turn.ctx, turn.member, evening):
        return await view.show_seat(turn, seat)
    return await both_phones.show_invitation(turn, evening)


@router.button("cards:mood")
async def ask_another_mood(turn: Turn) -> Replies:
    return ask_mood(turn)


def ask_mood(turn: Turn) -> Replies:
    """Ask what the evening should be like."""
    moods: list[ButtonSpec] = [
        button(f"cards-button-{mood}", "cards:pick", choice=str(DeckChoice(mood))) for mood in MOODS
    ]
    return turn.edit("cards-mood", moods, linked="yes" if turn.partner else "no")


@router.button("cards:pick")
async def pick(turn: Turn) -> Replies:
    """Show what was chosen, with the ways to begin."""
    return show_choice(turn, chosen(turn))


@router.button("cards:themes")
async def list_themes(turn: Turn) -> Replies:
    choice = chosen(turn)
    themes = [
        button("cards-button-theme", "cards:pick", choice=str(found), title=title)
        for each in THEME_IDS
        for found, title in [(replace(choice, theme=each), _theme_title(turn, each))]
    ]
    whole = button("cards-button-any-theme", "cards:pick", choice=str(replace(choice, theme="")))
    rows: list[Row] = [themes[at : at + 2] for at in range(0, len(themes), 2)]
    return turn.edit("cards-themes", *rows, whole)


@router.button("cards:lengths")
async def list_lengths(turn: Turn) -> Replies:
    choice = chosen(turn)
    lengths = [
        button(
            "cards-button-minutes",
            "cards:pick",
            choice=str(replace(choice, minutes=each)),
            minutes=each,
        )
        for each in OFFERED_MINUTES
    ]
    whole = button("cards-button-any-length", "cards:pick", choice=str(replace(choice, minutes=0)))
    return turn.edit("cards-lengths", lengths, whole)


@router.button("cards:next", main=True)
async def show_next(turn: Turn) -> Replies:
    """Put the next card in the place of the last one; neither is kept anywhere."""
    choice = replace(chosen(turn), for_one=turn.partner is None)
    content = turn.content
    card = await order.draw(turn.ctx, content.deck, turn.member, turn.partner, choice, turn.chance)
    buttons = [
        button("cards-button-next", "cards:next", choice=str(choice)),
        button("cards-button-close", "cards:close"),
    ]
    key = "cards-read-out" if turn.partner else "cards-alone"
    return turn.edit(key, buttons, card=await view.card_text(turn, card))


@router.button("cards:close", needs_consent=False)
async def close(turn: Turn) -> Replies:
    return turn.edit("cards-closed")


def show_choice(turn: Turn, choice: DeckChoice) -> Replies:
    """Say which deck it is, and offer to change it or to begin."""
    theme = _theme_title(turn, choice.theme) if choice.theme else turn.text("cards-any-theme")
    one = button(
        "cards-button-one" if turn.partner else "cards-button-start",
        "cards:next",
        choice=str(choice),
    )
    both = [button("cards-button-both", "cards:both", choice=str(choice))] if turn.partner else []
    changes = [
        button("cards-button-themes", "cards:themes", choice=str(choice)),
        button("cards-button-lengths", "cards:lengths", choice=str(choice)),
        button("cards-button-mood", "cards:mood"),
    ]
    return turn.edit(
        "cards-chosen",
        [one, *both],
        changes,
        mood=turn.text(f"cards-button-{choice.mood}"),
        theme=theme,
        minutes=choice.minutes,
        linked="yes" if turn.partner else "no",
    )


def chosen(turn: Turn) -> DeckChoice:
    """Return the choice that the pressed button carries. Raise NotFound for none."""
    choice = DeckChoice.parse(turn.event.choice)
    if choice is None:
        raise NotFound
    return choice


def _theme_title(turn: Turn, theme: str) -> Rendered:
    return Rendered(turn.content.library.theme(theme, turn.member.language).title)


def _read_words(turn: Turn, words: str) -> Replies:
    """Show the deck that words such as "deep intimacy 5" name; ask for a mood if they name none."""
    mood = next((each for each in MOODS if _names(turn, words, f"cards-words-{each}")), None)
    if mood is None:
        return ask_mood(turn)
    theme = next((each for each in THEME_IDS if _names_theme(turn, words, each)), "")
    return show_choice(turn, DeckChoice(mood, theme, _minutes_in(words)))


def _names_theme(turn: Turn, words: str, theme: str) -> bool:
    title = fold(turn.content.library.theme(theme, turn.member.language).title)
    return title in fold(words) or _names(turn, words, f"cards-words-{theme}")


def _names(turn: Turn, words: str, key: str) -> bool:
    """Return whether the words hold one of those that a text lists, in any of the languages."""
    texts, said = turn.content.texts, f" {fold(words)} "
    listed = (texts.render(language, key) for language in texts.languages)
    known: Sequence[str] = [fold(each) for line in listed for each in line.split(",")]
    return any(f" {each} " in said for each in known)


def _minutes_in(words: str) -> int:
    """Return the length that a number in the words allows, 0 for any."""
    numbers = [int(each) for each in fold(words).split() if each.isdecimal() and len(each) < 4]
    fitting = [each for each in OFFERED_MINUTES if numbers and each <= numbers[0]]
    return max(fitting, default=0) if numbers and numbers[0] < MINUTES[-1] else 0
