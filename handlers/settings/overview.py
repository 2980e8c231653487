"""Handles /settings and /pause: a person's own choices, in one message that changes in place."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from chat.messages import Kind, Replies
from chat.targets import EditPressed, NewMessage
from content.texts import Rendered
from content.values import DAY_IDS, Weekday
from domain import due, member, pushes, settings, zone
from domain.challenge.week import PROMPT_DUE
from domain.errors import NotFound, RuleBroken
from domain.settings import OPEN_ENDED, PAUSE_LENGTHS
from domain.zone_sentence import read_times
from handlers import date_text
from handlers.settings import language, times, week
from handlers.settings.week import BACK_BUTTON, lock_couple, parse_number
from handlers.turn import ButtonSpec, FeatureRouter, Row, Turn, button
from handlers.zone import clock_in, place_name
from storage.tables.pair import Couple

router = FeatureRouter(needs_consent=False)

HOUR_CHOICES = range(6, 24)


@router.command("settings")
@router.button("settings:show")
async def show_settings(turn: Turn) -> Replies:
    """Show the settings in one message; after a tap it replaces the pressed one."""
    if (turn.member.asking or "").startswith(("settings:", "zone:")):
        turn.stop_asking()
    couple = await lock_couple(turn)
    target = EditPressed() if turn.event.kind is Kind.PRESS else NewMessage()
    return turn.send(
        await _settings_text(turn, couple), *_settings_buttons(turn, couple), target=target
    )


@router.button("settings:name", asks=member.NAME_LENGTH)
async def ask_name(turn: Turn) -> Replies:
    turn.ask("settings:name")
    return turn.edit("settings-name-ask", BACK_BUTTON, name=await turn.name_of(turn.member))


@router.answer("settings:name")
async def change_name(turn: Turn) -> Replies:
    await settings.rename(turn.ctx, turn.member, turn.event.text)
    turn.stop_asking()
    return await show_settings(turn)


@router.button("settings:hour")
async def change_hour(turn: Turn) -> Replies:
    if turn.event.choice:
        await _save_hour(turn, zone.read_clock(turn.event.choice))
        return await show_settings(turn)
    turn.ask("settings:hour")
    rows = date_text.arrange_clocks(turn, [_hour_button(turn, hour) for hour in HOUR_CHOICES])
    return turn.edit(
        "settings-hour-ask",
        *rows,
        BACK_BUTTON,
        evening=date_text.clock_face(turn, date_text.EVENING),
    )


@router.answer("settings:hour")
async def read_hour(turn: Turn) -> Replies:
    times = read_times(turn.event.text, turn.member.language)
    if not times:
        raise RuleBroken(
            "settings-hour-unread", evening=date_text.clock_face(turn, date_text.EVENING)
        )
    await _save_hour(turn, times[0])
    return await show_settings(turn)


@router.button("settings:day", binding=True)
async def change_weekday(turn: Turn) -> Replies:
    couple, choice = await lock_couple(turn), turn.event.choice
    if couple and not choice:
        return turn.edit("settings-day-ask", *_weekday_buttons(), BACK_BUTTON)
    if couple:
        await settings.change_weekday(turn.ctx, couple, turn.member, parse_number(choice))
    planned = await due.next_planned(turn.ctx, PROMPT_DUE, turn.member)
    if not couple or not planned or not planned.day:
        return await show_settings(turn)
    following = turn.text("settings-day-next", day=date_text.long_date(turn, planned.day))
    card = Rendered(f"{await _settings_text(turn, couple)}\n\n{following}")
    return turn.send(card, *_settings_buttons(turn, couple), target=EditPressed())


@router.button("settings:partner")
async def choose_partner_delivery(turn: Turn) -> Replies:
    """Save when the partner's things may come automatically; the partner reads the same anyway."""
    if turn.event.choice:
        settings.set_partner_delivery(turn.member, turn.event.choice)
        return await show_settings(turn)
    extras = button("settings-button-extras", "settings:extras")
    specs = [*_delivery_buttons("settings:partner"), extras, BACK_BUTTON]
    return turn.edit("settings-partner-ask", *specs, most=pushes.MAX_PER_DAY)


@router.button("settings:extras")
async def choose_extras_delivery(turn: Turn) -> Replies:
    """Save when the partner's questions, letters and dates may come; the partner reads the same."""
    if turn.event.choice:
        settings.set_extras_delivery(turn.member, turn.event.choice)
        return await show_settings(turn)
    return turn.edit("settings-extras-ask", *_delivery_buttons("settings:extras"), BACK_BUTTON)


@router.button("settings:language")
async def change_language(turn: Turn) -> Replies:
    """Change the language of this person alone and tell nobody else."""
    if turn.event.choice:
        language.choose_language(turn)
        return await show_settings(turn)
    buttons = language.all_language_buttons(turn, "settings:language")
    return turn.edit("settings-language-ask", buttons, BACK_BUTTON)


@router.command("pause")
@router.button("settings:rest")
async def offer_pause(turn: Turn) -> Replies:
    return _show_pause(turn)


@router.button("settings:pause")
async def pause(turn: Turn) -> Replies:
    settings.pause(turn.member, turn.event.choice, turn.now)
    return _show_pause(turn)


@router.button("settings:resume")
async def resume(turn: Turn) -> Replies:
    settings.resume(turn.member)
    return turn.edit("settings-resumed", button("settings-button-show", "settings:show"))


async def _settings_text(turn: Turn, couple: Couple | None) -> Rendered:
    me = turn.member
    lines = [
        turn.text("settings-title"),
        turn.text("settings-line-name", name=await turn.name_of(me)),
        turn.text("settings-line-pronoun", pronoun=await settings.pronoun_of(turn.ctx, me)),
        *language.language_lines(turn),
        _place_line(turn),
        *await times.lines(turn),
        *_couple_lines(turn, couple),
        week.hour_line(turn),
        week.quiet_line(turn),
        turn.text("settings-line-depth", depth=me.intensity),
        week.nudges_line(turn),
        turn.text("settings-line-partner", when=me.from_partner),
        turn.text("settings-line-extras", when=me.extras_from_partner),
        _pause_line(turn, "settings-line-pause"),
    ]
    budget = await week.budget_text(turn, couple)
    return Rendered("\n".join([*lines, "", budget]))


def _couple_lines(turn: Turn, couple: Couple | None) -> list[Rendered]:
    if couple is None:
        return []
    day = turn.text("settings-line-day", weekday=Weekday(couple.weekday))
    return [day, turn.text("settings-line-pace", weeks=couple.every_weeks)]


def _place_line(turn: Turn) -> Rendered:
    zone_name = turn.member.zone
    if zone_name is None:
        return turn.text("settings-line-no-place")
    shown_place, now = place_name(turn, zone_name), clock_in(turn, zone_name)
    return turn.text("settings-line-place", place=shown_place, time=now)


def _settings_buttons(turn: Turn, couple: Couple | None) -> Sequence[Row]:
    day = button("settings-button-day", "settings:day")
    shared = [[day, button("settings-button-pace", "settings:pace")]] if couple else []
    return (
        [
            button("settings-button-name", "settings:name"),
            button("settings-button-place", "zone:ask"),
        ],
        button("settings-button-pronoun", "settings:pronoun"),
        [*times.buttons(turn)],
        *shared,
        [
            button("settings-button-hour", "settings:hour"),
            button("settings-button-quiet", "settings:quiet"),
        ],
        [
            button("settings-button-depth", "settings:depth"),
            button("settings-button-privacy", "settings:privacy"),
        ],
        [
            button("settings-button-nudges", "settings:nudges"),
            button("settings-button-partner", "settings:partner"),
        ],
        [
            *language.language_buttons(turn),
            _resume_or_pause_button(turn, button("settings-button-rest", "settings:rest")),
        ],
    )


def _resume_or_pause_button(turn: Turn, pause_button: ButtonSpec) -> ButtonSpec:
    paused = settings.paused_state(turn.member, turn.now) != "no"
    return button("settings-button-resume", "settings:resume") if paused else pause_button


def _show_pause(turn: Turn) -> Replies:
    lengths = [
        button(f"settings-button-pause-{length}", "settings:pause", choice=length)
        for length in (*PAUSE_LENGTHS, OPEN_ENDED)
    ]
    paused = settings.paused_state(turn.member, turn.now) != "no"
    first: list[Row] = [button("settings-button-resume", "settings:resume")] if paused else []
    text = _pause_line(turn, "settings-pause")
    rows = [*first, lengths[:2], lengths[2:], button("settings-button-show", "settings:show")]
    target = EditPressed() if turn.event.kind is Kind.PRESS else NewMessage()
    return turn.send(text, *rows, target=target)


def _pause_line(turn: Turn, key: str) -> Rendered:
    state = settings.paused_state(turn.member, turn.now)
    until = turn.member.paused_until if state == "until" else None
    until_text = date_text.long_date(turn, date_text.to_local(turn, until)) if until else ""
    return turn.text(key, state=state, until=until_text)


def _delivery_buttons(action: str) -> list[Row]:
    return [
        button(f"settings-button-partner-{when}", action, choice=when)
        for when in pushes.DELIVERY_CHOICES
    ]


async def _save_hour(turn: Turn, minute: int | None) -> None:
    if minute is None:
        raise NotFound
    await settings.change_hour(turn.ctx, turn.member, minute)


def _hour_button(turn: Turn, hour: int) -> ButtonSpec:
    face = date_text.clock_face(turn, time(hour))
    return button("settings-button-time", "settings:hour", choice=f"{hour}:00", time=face)


def _weekday_buttons() -> list[Row]:
    specs = [
        button("settings-button-weekday", "settings:day", choice=str(at), weekday=Weekday(at))
        for at in range(len(DAY_IDS))
    ]
    return [specs[:4], specs[4:]]
