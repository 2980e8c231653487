"""Handles /whatcansee: who can read what, in plain words and the same for everybody."""

from __future__ import annotations

from collections.abc import Iterable

from chat.messages import Replies
from chat.targets import EditPressed
from content.texts import Rendered
from domain.errors import NotFound
from domain.privacy.visibility import AUTHOR_ONLY, PARTNER_READS
from handlers.privacy import consent
from handlers.turn import FeatureRouter, Row, Turn, button

router = FeatureRouter(needs_consent=False)

LISTS: dict[str, Iterable[str]] = {
    "partner": PARTNER_READS,
    "alone": AUTHOR_ONLY,
    "operator": ("words", "links", "times", "choices", "backups"),
    "nobody": ("read", "support", "deleted"),
}
NOTICED = ("share", "tick", "goal", "unlink", "depth", "name", "phone", "consent")
"""Things that the partner, or a person with this phone, can notice although nobody says them."""
BACK_BUTTON = button("privacy-button-see", "privacy:see")


@router.command("whatcansee")
async def show(turn: Turn) -> Replies:
    return turn.send(_page_text(turn), *_list_buttons())


@router.button("privacy:see")
async def show_list(turn: Turn) -> Replies:
    """Replace the page with one of its lists, or a list with the page."""
    list_name = turn.event.choice
    if not list_name:
        return turn.send(_page_text(turn), *_list_buttons(), target=EditPressed())
    if list_name not in LISTS:
        raise NotFound
    return _show_points(turn, f"privacy-see-{list_name}", LISTS[list_name])


@router.button("privacy:notice")
async def show_noticed(turn: Turn) -> Replies:
    return _show_points(turn, "privacy-notice", NOTICED)


def _show_points(turn: Turn, key: str, kinds: Iterable[str]) -> Replies:
    """Replace the page with a list of points."""
    points = "\n".join(f"• {turn.text(f'{key}-{each}')}" for each in kinds)
    return turn.send(Rendered(f"{turn.text(key)}\n\n{points}"), BACK_BUTTON, target=EditPressed())


def _page_text(turn: Turn) -> Rendered:
    return turn.text("privacy-see", None, operator=consent.operator(turn))


def _list_buttons() -> list[Row]:
    specs = [button(f"privacy-button-{whose}", "privacy:see", choice=whose) for whose in LISTS]
    return [specs[:2], button("privacy-button-notice", "privacy:notice"), specs[2:]]
