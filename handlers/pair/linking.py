"""Handles /pair and /unpair: two people become a couple, and stop being one."""

from __future__ import annotations

import re
from uuid import UUID

from babel import Locale

from chat.messages import Replies
from chat.router import SHORT_ANSWER_LENGTH
from chat.targets import EditEarlier, NewMessage
from content.texts import Rendered
from domain.challenge import rounds
from domain.challenge.week import Week, load_week
from domain.errors import NotFound
from domain.pair import linking
from domain.privacy import consent
from handlers.privacy import consent as privacy_consent
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
HAVE_CODE_BUTTON = button("pair-button-have-code", "pair:code")


@router.command("pair")
async def begin(turn: Turn) -> Replies:
    if turn.event.text:
        return await enter_code(turn)
    return await invite(turn)


@router.button("pair:invite", main=True)
async def invite(turn: Turn) -> Replies:
    """Send two messages: what to do, and the invitation itself, ready to be forwarded."""
    if turn.partner:
        return turn.say("pair-linked", name=await turn.partner_name())
    if question := await ask_inviter_again(turn):
        return question
    issued = await _issue_invite(turn)
    language = turn.member.language
    text = await _invitation_text(turn, issued, language)
    return [
        *turn.say("pair-invite", *_language_buttons(turn, issued.id, language), HAVE_CODE_BUTTON),
        *turn.send(text, key=f"invitation:{issued.id}"),
    ]


@router.button("pair:language")
async def invite_in_language(turn: Turn) -> Replies:
    """Replace the first invitation with a new one for a partner who reads another language."""
    language, first = turn.event.choice, _require_invite_id(turn)
    if turn.partner:
        return turn.say("pair-linked", name=await turn.partner_name())
    if language not in turn.content.texts.languages:
        raise NotFound
    text = await _invitation_text(turn, await _issue_invite(turn), language)
    return [
        *turn.edit("pair-invite", *_language_buttons(turn, first, language), HAVE_CODE_BUTTON),
        *turn.send(text, target=EditEarlier(f"invitation:{first}")),
    ]


@router.button("pair:code", asks=SHORT_ANSWER_LENGTH)
async def ask_code(turn: Turn) -> Replies:
    if turn.partner:
        return turn.say("pair-linked", name=await turn.partner_name())
    turn.ask("pair:code")
    return turn.say("pair-ask-code")


@router.answer("pair:code")
async def enter_code(turn: Turn) -> Replies:
    """Take a code, a link or a whole invitation; show who invites, and what linking means."""
    return await open_invitation(turn, find_code(turn.event.text) or turn.event.text)


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
    found = await linking.find_acceptable(turn.ctx, turn.member, _require_invite_id(turn))
    inviter = await turn.ctx.session.get_one(Member, found.inviter_id)
    return _render_invitation(turn, found, await turn.name_of(inviter))


@router.button("pair:accept", binding="pair:card")
async def accept(turn: Turn) -> Replies:
    """Save the joiner's yes; the inviter is asked once, however often the joiner says yes."""
    found = await linking.accept(turn.ctx, turn.member, _require_invite_id(turn))
    consent.agree(turn.member, turn.event.choice, turn.now)
    inviter = await turn.ctx.session.get_one(Member, found.inviter_id)
    question = turn.text("pair-confirm", inviter, name=await turn.name_of(turn.member))
    key = f"confirm:{found.id}:{turn.member.id}"
    return [
        *turn.edit("pair-accepted", name=await turn.name_of(inviter)),
        *turn.send(question, _confirm_buttons(found), to=inviter, key=key, rings=True),
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
    await linking.decline(turn.ctx, turn.member, _require_invite_id(turn))
    return turn.edit("pair-declined")


@router.button("pair:refuse")
async def refuse(turn: Turn) -> Replies:
    if await _is_confirmed(turn):
        return turn.edit("pair-linked", name=await turn.partner_name())
    await linking.refuse(turn.ctx, turn.member, _require_invite_id(turn))
    return turn.edit("pair-refused")


@router.button("pair:confirm", binding="pair:question")
async def confirm(turn: Turn) -> Replies:
    if await _is_confirmed(turn):
        return turn.edit("pair-linked", name=await turn.partner_name())
    couple, joiner = await linking.confirm(turn.ctx, turn.member, _require_invite_id(turn))
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
    no = button("pair-button-decline", "pair:decline", found.id)
    if consent.has_agreed(turn.member):
        yes = button("pair-button-accept", "pair:accept", found.id)
        return turn.say("pair-welcome", [yes, no], name=name)
    yes = button("pair-button-accept-keep", "pair:accept", found.id, consent.VERSION)
    return turn.say("pair-welcome-keep", yes, no, name=name, facts=privacy_consent.facts(turn))


async def _issue_invite(turn: Turn) -> linking.IssuedInvite:
    return await linking.invite(turn.ctx, turn.server_keys, turn.member, turn.chance)


async def _invitation_text(turn: Turn, issued: linking.IssuedInvite, language: str) -> Rendered:
    """Return the invitation for its receiver, with a way to join on each platform of the bot."""
    name = await turn.name_of(turn.member)
    joining_texts = Rendered(
        "\n\n".join(_joining_text(turn, issued, language, each) for each in turn.links)
    )
    return turn.content.texts.render(language, "pair-invitation", name=name, ways=joining_texts)


def _joining_text(
    turn: Turn, issued: linking.IssuedInvite, language: str, platform: str
) -> Rendered:
    code = Rendered(f"{issued.code[:CODE_GROUP_LENGTH]}-{issued.code[CODE_GROUP_LENGTH:]}")
    open_link, add_link = turn.link(issued.payload, platform), turn.link(platform=platform)
    how = "open" if open_link else "add" if add_link else "code"
    values: dict[str, str] = {"code": code, "how": how, "link": open_link or add_link}
    return turn.content.texts.render(language, "pair-way", platform=platform.title(), **values)


def _language_buttons(turn: Turn, first: UUID, language: str) -> list[ButtonSpec]:
    """Return buttons that translate the invitation, with language names in the inviter's own."""
    names = Locale.parse(turn.member.language, sep="-").languages
    return [
        button("pair-button-language", "pair:language", first, code, language=names[code])
        for code in turn.content.texts.languages
        if code != language
    ]


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
        rings=reader is not turn.member,
        target=NewMessage(ends="pair:invite"),
    )


async def _ask_both_when_to_begin(turn: Turn, week: Week, joiner: Member) -> Replies:
    """Ask both when to begin; also ask for the place of a person whose clock is not known."""
    replies = [
        *await _ask_when_to_begin(turn, week, turn.member, joiner),
        *await _ask_when_to_begin(turn, week, joiner, turn.member),
    ]
    for member in (turn.member, joiner):
        if member.zone is None:
            zone = button("pair-button-zone", "start:zone")
            replies += turn.send(turn.text("pair-zone", member), zone, to=member, rings=True)
    return replies


async def _is_confirmed(turn: Turn) -> bool:
    """Return whether the invitation made a couple, or gave way to one: a tap changes nothing."""
    invite = await turn.ctx.session.get(Invite, _require_invite_id(turn))
    return bool(turn.partner and (invite is None or invite.joiner_id == turn.partner.id))


def _require_invite_id(turn: Turn) -> UUID:
    if turn.event.subject is None:
        raise NotFound
    return turn.event.subject
