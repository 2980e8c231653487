"""/settings on how much may reach somebody in a week, and at which hours it may."""

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
from handlers import dates
from handlers.turn import ButtonSpec, FeatureRouter, Row, Turn, tap
from storage.tables.pair import Couple

router = FeatureRouter(needs_consent=False)

BACK = tap("settings-button-back", "settings:show")
SIDES = ("from", "until")


@router.button("settings:nudges")
async def change_nudges(turn: Turn) -> Replies:
    """Each on or off; however many are on, one of them comes."""
    about, _, switch = turn.event.choice.partition("-")
    if about:
        settings.set_nudge(turn.member, about, switch == "on", turn.features.nudge_topics)
    specs = [_nudge(turn, each) for each in turn.features.nudge_topics]
    week = await budget_text(turn, await couple_of(turn))
    return turn.edit("settings-nudges-ask", *specs, BACK, week=week)


@router.button("settings:pace", binding=True)
async def change_pace(turn: Turn) -> Replies:
    couple, choice = await couple_of(turn), turn.event.choice
    if couple is None:
        return turn.edit("not-linked", BACK)
    if choice:
        weeks = _number(choice)
        await settings.change_pace(turn.ctx, couple, turn.member, weeks)
    specs = [
        tap("settings-button-every", "settings:pace", choice=str(weeks), weeks=weeks)
        for weeks in settings.PACES
    ]
    week = await budget_text(turn, couple)
    return turn.edit("settings-pace-ask", specs, BACK, weeks=couple.every_weeks, week=week)


@router.button("settings:quiet")
async def change_quiet(turn: Turn) -> Replies:
    side, _, hour = turn.event.choice.partition("-")
    if side in SIDES and not hour:
        return turn.edit(f"settings-quiet-{side}", *_hours(turn, side), QUIET_BACK)
    if side:
        settings.set_quiet_hours(turn.member, *_chosen(turn, side, hour))
    return turn.send(
        _quiet_text(turn, "settings-quiet-ask"), *_ways(turn), BACK, target=EditPressed()
    )


QUIET_BACK = tap("settings-button-back", "settings:quiet")


async def couple_of(turn: Turn) -> Couple | None:
    """The couple's row, locked."""
    if turn.member.couple_id is None:
        return None
    return await turn.ctx.session.get(Couple, turn.member.couple_id, with_for_update=True)


async def budget_text(turn: Turn, couple: Couple | None) -> Rendered:
    """What the choices as they stand mean for messages per week."""
    most = await nudge.budget(turn.ctx, turn.member, couple)
    if couple is None or not most.total:
        return turn.text("settings-week-none", None, state=_why_none(turn, couple))
    lines = [
        turn.text("settings-week", None, most=most.total, weeks=most.weeks, nudges=most.nudges),
        turn.text(
            "settings-week-partner", None, when=turn.member.from_partner, most=pushes.MAX_PER_DAY
        ),
    ]
    if await due.next_planned(turn.ctx, check_week.CHECK_IN_DUE, turn.member):
        lines.append(turn.text("settings-week-check-in"))
    return Rendered(" ".join(lines))


def nudges_line(turn: Turn) -> Rendered:
    """What the week's nudge may be about, in the order in which they are tried."""
    names = [str(turn.text(f"settings-nudge-{about}")) for about in _wanted_nudges(turn)]
    about = Rendered(", ".join(names))
    return turn.text("settings-line-nudges", None, nudges=len(names), about=about)


def hour_line(turn: Turn) -> Rendered:
    """The hour of the challenge, and what quiet hours make of it."""
    me = turn.member
    state = "quiet" if member.is_quiet_minute(me, me.minute) else "open"
    hour, until = _clock(turn, me.minute), _clock(turn, me.quiet_until)
    return turn.text("settings-line-hour", None, state=state, hour=hour, until=until)


def quiet_line(turn: Turn) -> Rendered:
    """From when until when nothing rings."""
    return _quiet_text(turn, "settings-line-quiet")


def _why_none(turn: Turn, couple: Couple | None) -> str:
    if couple is None:
        return "alone"
    if turn.member.consent == REFUSED:
        return "unkept"
    return "paused" if member.is_paused(turn.member, turn.now) else "resting"


def _nudge(turn: Turn, about: str) -> ButtonSpec:
    on = about in _wanted_nudges(turn)
    choice = f"{about}-{'off' if on else 'on'}"
    label = turn.text(f"settings-nudge-{about}")
    state = "on" if on else "off"
    return tap("settings-button-nudge", "settings:nudges", None, choice, about=label, state=state)


def _wanted_nudges(turn: Turn) -> Sequence[str]:
    return nudge.wanted_topics(turn.member, turn.features.nudge_topics)


def _is_never_quiet(turn: Turn) -> bool:
    return turn.member.quiet_from == turn.member.quiet_until


def _quiet_text(turn: Turn, key: str) -> Rendered:
    begin, end = _clock(turn, turn.member.quiet_from), _clock(turn, turn.member.quiet_until)
    state = "none" if _is_never_quiet(turn) else "some"
    return turn.text(key, None, state=state, begin=begin, end=end)


def _ways(turn: Turn) -> list[Row]:
    if _is_never_quiet(turn):
        return [tap("settings-button-quiet-on", "settings:quiet", choice="on")]
    sides = [tap(f"settings-button-quiet-{side}", "settings:quiet", choice=side) for side in SIDES]
    return [sides, tap("settings-button-quiet-off", "settings:quiet", choice="off")]


def _hours(turn: Turn, side: str) -> list[list[ButtonSpec]]:
    """Each full hour but the one at which the other side is."""
    other = turn.member.quiet_until if side == "from" else turn.member.quiet_from
    specs = [
        tap("settings-button-time", "settings:quiet", None, f"{side}-{hour}", time=face)
        for hour in range(24)
        if hour * 60 != other
        for face in [_clock(turn, hour * 60)]
    ]
    return dates.in_rows(turn, specs)


def _chosen(turn: Turn, side: str, hour: str) -> tuple[int, int]:
    if side in SIDES:
        minute = _number(hour) * 60
        me = turn.member
        return (minute, me.quiet_until) if side == "from" else (me.quiet_from, minute)
    if side not in ("on", "off"):
        raise NotFound
    return settings.QUIET if side == "on" else settings.NEVER_QUIET


def _clock(turn: Turn, minute: int) -> str:
    return dates.clock_face(turn, time(*divmod(minute, 60)))


def _number(choice: str) -> int:
    if not choice.isdecimal():
        raise NotFound
    return int(choice)
