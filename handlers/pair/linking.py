"""Handles codes and /unpair: two people become a couple, and stop being one."""

from __future__ import annotations

import re
from dataclasses import replace
from uuid import UUID

from chat.messages import Kind, Replies
from chat.router import SHORT_ANSWER_LENGTH
from chat.targets import NewMessage
from domain.challenge import rounds
from domain.challenge.week import Week, load_week
from domain.errors import NotFound
from domain.move import codes
from domain.pair import linking
from domain.privacy import consent
from handlers.privacy import consent as privacy_consent
from handlers.start import first_question
from handlers.turn import ButtonSpec, FeatureRouter, Turn, button
from storage.tables.member import Member
from storage.tables.pair import Invite

router = FeatureRouter(needs_consent=False)

CODE_GROUP_LENGTH = linking.CODE_LENGTH // 2
LINK_PATTERN = re.compile(r"[?&]start=([A-Za-z0-9_-]+)")
CODE_PATTERN = re.compile(
    rf"(?<![A-Za-z0-9-])[0-9A-Za-z]{{{CODE_GROUP_LENGTH}}}[-–—\s]?[0-9A-Za-z]{{{CODE_GROUP_LENGTH}}}(?![A-Za-z0-9-])"
)
"""A code as it is shown, or as people type it."""


@router.button("pair:code", asks=SHORT_ANSWER_LENGTH)
async def ask_code(turn: Turn) -> Replies:
    if turn.partner:
        return turn.say("pair-linked", name=await turn.partner_name())
    turn.ask("pair:code")
    return turn.say("pair-ask-code")


@router.answer("pair:code")
async def enter_code(turn: Turn) -> Replies:
    """Take a code, a link or a whole invitation; show who invites, and what linking means.

    A code for moving comes here too, when it is typed alone or at the first question.
    """
    payload = find_code(turn.event.text) or turn.event.text
    if await codes.is_code(turn.ctx, turn.server_keys, turn.member, payload):
        turn.next_event = replace(turn.event, kind=Kind.COMMAND, name="move", text=payload)
        return []
    return await open_invitation(turn, payload)


def find_code(text: str) -> str:
    """Return a code, or the payload of a link, from anywhere in a text; "" without one."""
    if link := LINK_PATTERN.search(text):
        return link[1]
    found = next((code for code in CODE_PATTERN.finditer(text) if _looks_like_code(code[0])), None)
    return found[0] if found else ""


def is_invitation(text: str, payload: str) -> bool:
    """Return whether a text is only a code, or has something that only an invitation has."""
    rest = text.replace(payload, "", 1)
    is_bare_code = not any(char.isalnum() for char in rest)
    return is_bare_code or LINK_PATTERN.search(text) is not None or "/pair" in text


def _looks_like_code(word: str) -> bool:
    """Return whether a word looks like a code: shown in capitals, with a dash and often digits."""
    return "-" in word or word.isupper() or any(char.isdigit() for char in word)


async def open_invitation(turn: Turn, payload: str) -> Replies:
    """Show an invitation to a person who comes with a code or through a link."""
    found = await linking.look_up_code(turn.ctx, turn.server_keys, turn.member, payload)
    if found is None:
        turn.ask("pair:code")
        return turn.say("pair-code-unknown", button("start-button-cancel", "start:cancel"))
    turn.stop_asking()
    inviter = await turn.ctx.session.get_one(Member, found.inviter_id)
    return _render_invitation(turn, found, await turn.name_of(inviter))


@router.button("pair:card")
async def show_invitation(turn: Turn) -> Replies:
    found = await linking.find_acceptable(turn.ctx, turn.member, require_invite_id(turn))
    inviter = await turn.ctx.session.get_one(Member, found.inviter_id)
    return _render_invitation(turn, found, await turn.name_of(inviter))


@router.button("pair:more")
async def explain_invitation(turn: Turn) -> Replies:
    """Show everything that a yes to the invitation means, in place of the short facts."""
    found = await linking.find_acceptable(turn.ctx, turn.member, require_invite_id(turn))
    name = await turn.name_of(await turn.ctx.session.get_one(Member, found.inviter_id))
    yes, no = _accept_and_keep_button(found), _decline_button(found)
    facts = privacy_consent.facts(turn)
    return turn.edit("pair-welcome-more", yes, no, name=name, facts=facts)


@router.button("pair:accept", binding="pair:card")
async def accept(turn: Turn) -> Replies:
    """Save the joiner's yes; the inviter is asked once, however often the joiner says yes."""
    found = await linking.accept(turn.ctx, turn.member, require_invite_id(turn))
    agreed = consent.agree(turn.member, turn.event.choice, turn.now)
    kept = await first_question.keep_held(turn) if agreed else []
    inviter = await turn.ctx.session.get_one(Member, found.inviter_id)
    if found.only_for:
        return [*kept, *await _link_chosen(turn, found, inviter)]
    question = turn.text("pair-confirm", inviter, name=await turn.name_of(turn.member))
    key = f"confirm:{found.id}:{turn.member.id}"
    return [
        *kept,
        *turn.edit("pair-accepted", name=await turn.name_of(inviter)),
        *turn.send(question, _confirm_buttons(found), to=inviter, key=key, during_quiet_hours=True),
    ]


async def _link_chosen(turn: Turn, found: Invite, inviter: Member) -> Replies:
    """Link a person who was chosen: the inviter has nothing left to confirm."""
    couple, _ = await linking.confirm(turn.ctx, inviter, found.id)
    turn.partner = inviter
    week = await load_week(turn.ctx.session, couple.id)
    await rounds.plan(turn.ctx, week)
    return [
        *turn.edit("pair-linked", name=await turn.name_of(inviter)),
        *await _ask_both_when_to_begin(turn, week, inviter),
    ]


@router.button("pair:question")
async def ask_inviter_again(turn: Turn) -> Replies:
    """Ask the inviter again whether it is really their partner, while their answer is missing."""
    found = await linking.accepted_invite(turn.ctx, turn.member)
    joiner = await turn.ctx.session.get(Member, found.joiner_id) if found else None
    if found is None or joiner is None:
        return []
    return turn.say("pair-confirm", _confirm_buttons(found), name=await turn.name_of(joiner))


def _confirm_buttons(found: Invite) -> list[ButtonSpec]:
    return [
        button("pair-button-confirm", "pair:confirm", found.id),
        button("pair-button-refuse", "pair:refuse", found.id),
    ]


@router.button("pair:decline")
async def decline(turn: Turn) -> Replies:
    """Decline silently: the inviter hears nothing."""
    await linking.decline(turn.ctx, turn.member, require_invite_id(turn))
    return turn.edit("pair-declined")


@router.button("pair:refuse")
async def refuse(turn: Turn) -> Replies:
    if await _is_confirmed(turn):
        return turn.edit("pair-linked", name=await turn.partner_name())
    await linking.refuse(turn.ctx, turn.member, require_invite_id(turn))
    return turn.edit("pair-refused")


@router.button("pair:confirm", binding="pair:question")
async def confirm(turn: Turn) -> Replies:
    if await _is_confirmed(turn):
        return turn.edit("pair-linked", name=await turn.partner_name())
    couple, joiner = await linking.confirm(turn.ctx, turn.member, require_invite_id(turn))
    turn.partner = joiner
    week = await load_week(turn.ctx.session, couple.id)
    await rounds.plan(turn.ctx, week)
    return [
        *turn.edit("pair-linked", name=await turn.name_of(joiner)),
        *await _ask_both_when_to_begin(turn, week, joiner),
    ]


@router.command("unpair")
@router.button("pair:leave")
async def ask_unpair(turn: Turn) -> Replies:
    if turn.partner is None:
        return turn.say("pair-not-linked")
    name = await turn.partner_name()
    buttons = [
        button("pair-button-unpair", "pair:unpair", turn.member.couple_id),
        button("pair-button-stay", "pair:stay"),
    ]
    return turn.say("pair-unpair-ask", buttons, name=name)


@router.button("pair:unpair", destructive=True, binding="pair:leave")
async def unpair(turn: Turn) -> Replies:
    """End the link. The partner is not told, but reads it when they next use something shared."""
    if turn.member.couple_id is None or turn.event.subject != turn.member.couple_id:
        raise NotFound
    await linking.unlink(turn.ctx, turn.member)
    return turn.edit("pair-unpaired")


@router.button("pair:stay")
async def stay_linked(turn: Turn) -> Replies:
    return turn.edit("pair-stayed")


def _render_invitation(turn: Turn, found: Invite, name: str) -> Replies:
    """Show the invitation; without consent so far, one button says yes to it and to being kept."""
    if consent.has_agreed(turn.member):
        yes = button("pair-button-accept", "pair:accept", found.id)
        return turn.say("pair-welcome", [yes, _decline_button(found)], name=name)
    more = button("privacy-button-more", "pair:more", found.id)
    yes, no = _accept_and_keep_button(found), _decline_button(found)
    facts = privacy_consent.short_operator(turn)
    return turn.say("pair-welcome-keep", yes, [more, no], name=name, operator=facts)


def _accept_and_keep_button(found: Invite) -> ButtonSpec:
    return button("pair-button-accept-keep", "pair:accept", found.id, consent.VERSION)


def _decline_button(found: Invite) -> ButtonSpec:
    return button("pair-button-decline", "pair:decline", found.id)


async def _ask_when_to_begin(turn: Turn, week: Week, reader: Member, other: Member) -> Replies:
    """Ask whether to begin now or on their day; "now" is offered only if a round can start."""
    name = await turn.name_of(other)
    if await rounds.can_start(turn.ctx, week, reader):
        now = button("challenge-button-start-now", "challenge:start")
        choice = [now, button("challenge-button-wait", "challenge:wait")]
        text = turn.text("pair-begin", reader, name=name)
    else:
        choice = [button("pair-button-when", "challenge:wait")]
        text = turn.text("pair-begin-later", reader, name=name)
    return turn.send(
        text,
        choice,
        to=reader,
        during_quiet_hours=reader is not turn.member,
        target=NewMessage(ends="pair:invite"),
    )


async def _ask_both_when_to_begin(turn: Turn, week: Week, joiner: Member) -> Replies:
    """Ask both when to begin; before that, ask each person whose clock is not known for a city.

    The question when to begin is the newest message, so that its buttons' words may be typed.
    """
    zone = button("pair-button-zone", "start:zone")
    replies: Replies = []
    for member in (turn.member, joiner):
        if member.zone is None:
            asked = turn.send(
                turn.text("pair-zone", member), zone, to=member, during_quiet_hours=True
            )
            replies = [*replies, *asked]
    return [
        *replies,
        *await _ask_when_to_begin(turn, week, turn.member, joiner),
        *await _ask_when_to_begin(turn, week, joiner, turn.member),
    ]


async def _is_confirmed(turn: Turn) -> bool:
    """Return whether the invitation made a couple, or gave way to one: a tap changes nothing."""
    invite = await turn.ctx.session.get(Invite, require_invite_id(turn))
    return bool(turn.partner and (invite is None or invite.joiner_id == turn.partner.id))


def require_invite_id(turn: Turn) -> UUID:
    if turn.event.subject is None:
        raise NotFound
    return turn.event.subject
