"""Handles how much may reach a person in a week, and at which hours, in /settings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from chat.messages import Replies
from chat.targets import EditPressed
from content.texts import Rendered
from domain import due, member, nudge, pushes, settings
from domain.errors import NotFound
from domain.goals import check_in_week as check_week
from domain.privacy.consent import REFUSED
from handlers import date_text
from handlers.turn import ButtonSpec, FeatureRouter, Row, Turn, button
from storage.tables.pair import Couple

router = FeatureRouter(needs_consent=False)

BACK_BUTTON = button("settings-button-back", "settings:show")
SIDES = ("from", "until")


@router.button("settings:nudges")
async def change_nudges(turn: Turn) -> Replies:
    """Switch a nudge on or off; however many are on, one of them comes."""
    topic, _, switch = turn.event.choice.partition("-")
    if topic:
        settings.set_nudge(turn.member, topic, switch == "on", turn.features.nudge_topics)
    specs = [_nudge_button(turn, each) for each in turn.features.nudge_topics]
    week = await budget_text(turn, await lock_couple(turn))
    return turn.edit("settings-nudges-ask", *specs, BACK_BUTTON, week=week)


@router.button("settings:pace", binding=True)
async def change_pace(turn: Turn) -> Replies:
    couple, choice = await lock_couple(turn), turn.event.choice
    if couple is None:
        return turn.edit("not-linked", BACK_BUTTON)
    if choice:
        weeks = parse_number(choice)
        await settings.change_pace(turn.ctx, couple, turn.member, weeks)
    specs = [
        button("settings-button-every", "settings:pace", choice=str(weeks), weeks=weeks)
        for weeks in settings.PACES
    ]
    week = await budget_text(turn, couple)
    return turn.edit("settings-pace-ask", specs, BACK_BUTTON, weeks=couple.every_weeks, week=week)


@router.button("settings:quiet")
async def change_quiet(turn: Turn) -> Replies:
    side, _, hour = turn.event.choice.partition("-")
    if side in SIDES and not hour:
        return turn.edit(f"settings-quiet-{side}", *_hour_buttons(turn, side), QUIET_BACK_BUTTON)
    if side:
        settings.set_quiet_hours(turn.member, *_chosen_quiet_hours(turn, side, hour))
    return turn.send(
        _quiet_text(turn, "settings-quiet-ask"),
        *_quiet_buttons(turn),
        BACK_BUTTON,
        target=EditPressed(),
    )


QUIET_BACK_BUTTON = button("settings-button-back", "settings:quiet")


async def lock_couple(turn: Turn) -> Couple | None:
    """Return the couple's row, locked."""
    if turn.member.couple_id is None:
        return None
    return await turn.ctx.session.get(Couple, turn.member.couple_id, with_for_update=True)


async def budget_text(turn: Turn, couple: Couple | None) -> Rendered:
    """Say how many messages a week the present choices mean."""
    budget = await nudge.budget(turn.ctx, turn.member, couple)
    if couple is None or not budget.total:
        return turn.text("settings-week-none", None, state=_reason_for_none(turn, couple))
    lines = [
        turn.text(
            "settings-week", None, most=budget.total, weeks=budget.weeks, nudges=budget.nudges
        ),
        turn.text(
            "settings-week-partner", None, when=turn.member.from_partner, most=pushes.MAX_PER_DAY
        ),
    ]
    if await due.next_planned(turn.ctx, check_week.CHECK_IN_DUE, turn.member):
        lines.append(turn.text("settings-week-check-in"))
    return Rendered(" ".join(lines))


def nudges_line(turn: Turn) -> Rendered:
    """Return what the week's nudge may be about, in the order in which topics are tried."""
    topics = tuple(turn.text(f"settings-nudge-{about}") for about in _wanted_nudges(turn))
    return turn.text("settings-line-nudges", None, nudges=len(topics), about=topics)


def hour_line(turn: Turn) -> Rendered:
    """Return the hour of the challenge, and how quiet hours change it."""
    me = turn.member
    state = "quiet" if member.is_quiet_minute(me, me.minute) else "open"
    hour, until = _clock_text(turn, me.minute), _clock_text(turn, me.quiet_until)
    return turn.text("settings-line-hour", None, state=state, hour=hour, until=until)


def quiet_line(turn: Turn) -> Rendered:
    """Say from when until when nothing rings."""
    return _quiet_text(turn, "settings-line-quiet")


def _reason_for_none(turn: Turn, couple: Couple | None) -> str:
    if couple is None:
        return "alone"
    if turn.member.consent == REFUSED:
        return "unkept"
    return "paused" if member.is_paused(turn.member, turn.now) else "resting"


def _nudge_button(turn: Turn, topic: str) -> ButtonSpec:
    is_on = topic in _wanted_nudges(turn)
    choice = f"{topic}-{'off' if is_on else 'on'}"
    label = turn.text(f"settings-nudge-{topic}")
    state = "on" if is_on else "off"
    return button(
        "settings-button-nudge", "settings:nudges", None, choice, about=label, state=state
    )


def _wanted_nudges(turn: Turn) -> Sequence[str]:
    return nudge.wanted_topics(turn.member, turn.features.nudge_topics)


def _is_never_quiet(turn: Turn) -> bool:
    return turn.member.quiet_from == turn.member.quiet_until


def _quiet_text(turn: Turn, key: str) -> Rendered:
    begin, end = (
        _clock_text(turn, turn.member.quiet_from),
        _clock_text(turn, turn.member.quiet_until),
    )
    state = "none" if _is_never_quiet(turn) else "some"
    return turn.text(key, None, state=state, begin=begin, end=end)


def _quiet_buttons(turn: Turn) -> list[Row]:
    if _is_never_quiet(turn):
        return [button("settings-button-quiet-on", "settings:quiet", choice="on")]
    sides = [
        button(f"settings-button-quiet-{side}", "settings:quiet", choice=side) for side in SIDES
    ]
    return [sides, button("settings-button-quiet-off", "settings:quiet", choice="off")]


def _hour_buttons(turn: Turn, side: str) -> list[list[ButtonSpec]]:
    """Return a button for each full hour, except the one at which the other side is."""
    other = turn.member.quiet_until if side == "from" else turn.member.quiet_from
    specs = [
        button("settings-button-time", "settings:quiet", None, f"{side}-{hour}", time=face)
        for hour in range(24)
        if hour * 60 != other
        for face in [_clock_text(turn, hour * 60)]
    ]
    return date_text.arrange_clocks(turn, specs)


def _chosen_quiet_hours(turn: Turn, side: str, hour: str) -> tuple[int, int]:
    if side in SIDES:
        minute = parse_number(hour) * 60
        me = turn.member
        return (minute, me.quiet_until) if side == "from" else (me.quiet_from, minute)
    if side not in ("on", "off"):
        raise NotFound
    return settings.QUIET if side == "on" else settings.NEVER_QUIET


def _clock_text(turn: Turn, minute: int) -> str:
    return date_text.clock_face(turn, time(*divmod(minute, 60)))


def parse_number(choice: str) -> int:
    """Return the number that a button brought; raise NotFound if there is no number."""
    if not choice.isdecimal():
        raise NotFound
    return int(choice)
