"""Shows a repair to one person: their own side, both sides once both are ready, and the buttons."""

from __future__ import annotations

from collections.abc import Sequence

from chat.messages import Priority, Replies
from content.texts import Rendered
from domain.repair import open_parts, sessions, trial
from domain.repair.sessions import QUESTIONS
from handlers.privacy.lock_screen import as_spoiler
from handlers.turn import ButtonSpec, Row, Turn, button
from storage.tables.member import Member
from storage.tables.repair import RepairPart


def cooling_buttons() -> Sequence[Row]:
    return [
        [
            button(f"repair-button-{wait}", "repair:cool", choice=wait)
            for wait in sessions.COOLING_WAITS
        ],
        button("repair-button-tonight", "repair:cool", choice=sessions.TONIGHT),
    ]


def start_button(part: RepairPart) -> ButtonSpec:
    return button("repair-button-start", "repair:start", part.id)


def stop_button(part: RepairPart) -> ButtonSpec:
    return button("repair-button-stop", "repair:stop", part.id)


def answer_buttons(part: RepairPart) -> Sequence[Row]:
    """Return a button for each of the four answers."""
    specs = [
        button(f"repair-button-{each}", "repair:change", part.id, choice=each) for each in QUESTIONS
    ]
    return [specs[:2], specs[2:]]


def continue_button() -> ButtonSpec:
    return button("repair-button-go-on", "repair:show")


def stopping_buttons(part: RepairPart) -> Sequence[Row]:
    return [_delete_button(part), _keep_button(part), continue_button()]


def former_part_buttons(part: RepairPart) -> Sequence[Row]:
    """Return buttons for what can still be done with the words of a former link."""
    return [_keep_button(part), _delete_button(part)]


async def offer_earlier(turn: Turn) -> Replies:
    """Say that there are words from before the present link, or nothing if there are none."""
    found = await open_parts.earlier_parts(turn.ctx, turn.member)
    specs = [button("repair-button-before", "repair:before", each.id) for each in found]
    return turn.say("repair-before", *specs) if specs else []


def own_words_text(turn: Turn, words: dict[str, str]) -> Rendered:
    """Return the person's own words of a former link, however many there are."""
    texts = [words[each] for each in (*QUESTIONS, sessions.TRIAL) if each in words]
    return turn.text("repair-before-shown", words="\n\n".join(texts))


def draft_buttons(turn: Turn, part: RepairPart) -> Sequence[Row]:
    linked = sessions.is_linked(turn.member, part)
    first = (
        [button("repair-button-ready", "repair:ready", part.id)]
        if linked
        else [_trial_button(part)]
    )
    change = button("repair-button-change", "repair:change", part.id)
    return [*first, [change, stop_button(part)]]


def waiting_buttons(turn: Turn, part: RepairPart) -> Sequence[Row]:
    """Return the same buttons whether or not the partner was asked or takes part."""
    change = button("repair-button-change", "repair:change", part.id)
    ask = button("repair-button-ask", "repair:ask", part.id)
    asks = [ask] if sessions.is_linked(turn.member, part) else []
    return [*asks, _trial_button(part), [change, stop_button(part)]]


async def own_side_text(turn: Turn, part: RepairPart) -> Rendered:
    words = await sessions.own_words(turn.ctx, part)
    side = turn.text("repair-side", None, **{each: words[each] for each in QUESTIONS})
    linked = sessions.is_linked(turn.member, part)
    return turn.text("repair-draft" if linked else "repair-draft-alone", None, side=side)


async def show_result(turn: Turn, part: RepairPart, reader: Member) -> Replies:
    """Show both sides, the reader's own first, and what to do with them face to face."""
    own_repair = await sessions.lock_repair(turn.ctx, part)
    sides = {"own": Rendered(""), "other": Rendered("")}
    for each in await sessions.parts_of(turn.ctx, own_repair):
        words = await sessions.shared_words(turn.ctx, each)
        side = turn.text("repair-side", reader, **words)
        sides["own" if each.id == part.id else "other"] = as_spoiler(reader, side)
    name = await turn.name_in(part.couple_id, reader)
    lines = [turn.text("repair-result", reader, name=name, **sides)]
    agreed = await trial.agreed(turn.ctx, own_repair)
    rows: list[Row] = [review_button(part)] if agreed else []
    if agreed:
        lines.append(turn.text("repair-agreed", reader, trial=agreed))
    elif sessions.is_linked(reader, part):
        proposed, rows = await _render_proposals(turn, part, reader)
        lines += proposed
    return turn.send(
        Rendered("\n\n".join(lines)),
        *rows,
        [_keep_button(part), _discard_button(part)],
        to=reader,
        priority=Priority.ANSWER if reader is turn.member else Priority.REVEAL,
        subject=part.couple_id or part.id,
        shows=(part.id,),
    )


def review_buttons(part: RepairPart) -> Sequence[Row]:
    return [[_keep_button(part), _discard_button(part)]]


def response_buttons(part: RepairPart, partner_part: RepairPart) -> Sequence[ButtonSpec]:
    """Return buttons to answer the partner's proposal, for the person whose side `part` is."""
    tag = trial.version_tag(partner_part)
    return [
        button("repair-button-yes", "repair:yes", part.id, tag),
        button("repair-button-no", "repair:no", part.id, tag),
    ]


async def _render_proposals(
    turn: Turn, part: RepairPart, reader: Member
) -> tuple[list[Rendered], list[Row]]:
    """Return what each proposes to try, with its author's name, and the buttons for it."""
    lines: list[Rendered] = []
    rows: list[Row] = []
    partner_part = await trial.other_proposal(turn.ctx, part)
    if partner_part and not trial.is_put_off(partner_part):
        name = await turn.name_in(part.couple_id, reader)
        words = await turn.ctx.vault.open(partner_part, "trial")
        lines.append(turn.text("repair-proposed-theirs", reader, name=name, trial=words))
        rows.append(response_buttons(part, partner_part))
    rows.append(_trial_button(part))
    if part.trial is not None:
        words = await turn.ctx.vault.open(part, "trial")
        lines.append(turn.text("repair-proposed-mine", reader, trial=words))
        rows.append(button("repair-button-back", "repair:back", part.id))
    return lines, rows


def _trial_button(part: RepairPart) -> ButtonSpec:
    return button("repair-button-trial", "repair:trial", part.id)


def review_button(part: RepairPart) -> ButtonSpec:
    return button("repair-button-look", "repair:look", part.id)


def _keep_button(part: RepairPart) -> ButtonSpec:
    return button("repair-button-keep", "repair:keep", part.id)


def _delete_button(part: RepairPart) -> ButtonSpec:
    return button("repair-button-stop-sure", "repair:stop", part.id, choice="yes")


def _discard_button(part: RepairPart) -> ButtonSpec:
    return button("repair-button-let-go", "repair:stop", part.id, choice="yes")
