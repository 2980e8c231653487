"""Handles /pair and its invitation, a message written for the person who gets it."""

from __future__ import annotations

from uuid import UUID

from babel import Locale

from chat.messages import Replies
from chat.targets import EditEarlier
from content.texts import Rendered
from domain.errors import NotFound
from domain.pair import linking
from handlers.pair.linking import (
    CODE_GROUP_LENGTH,
    ask_inviter_again,
    enter_code,
    require_invite_id,
)
from handlers.turn import ButtonSpec, FeatureRouter, Turn, button

router = FeatureRouter(needs_consent=False)

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
    language, first = turn.event.choice, require_invite_id(turn)
    if turn.partner:
        return turn.say("pair-linked", name=await turn.partner_name())
    if language not in turn.content.texts.languages:
        raise NotFound
    text = await _invitation_text(turn, await _issue_invite(turn), language)
    return [
        *turn.edit("pair-invite", *_language_buttons(turn, first, language), HAVE_CODE_BUTTON),
        *turn.send(text, target=EditEarlier(f"invitation:{first}")),
    ]


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
