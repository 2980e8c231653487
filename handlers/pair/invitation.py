"""Handles /pair and its invitation, a message written for the person who gets it."""

from __future__ import annotations

from uuid import UUID

from babel import Locale

from chat import markup
from chat.messages import Kind, PersonPicker, Replies
from chat.targets import NEW_MESSAGE, EditEarlier
from content.texts import Rendered
from domain.errors import NotFound
from domain.pair import linking
from handlers.pair.linking import (
    CODE_GROUP_LENGTH,
    ask_inviter_again,
    enter_code,
    find_code,
    require_invite_id,
)
from handlers.turn import ButtonSpec, FeatureRouter, Turn, button

router = FeatureRouter(needs_consent=False)

CHOICE_QUESTION = "pair:choice"
CHOOSE_BUTTON = button("pair-button-choose", "pair:choose")
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
    rows = [*_language_buttons(turn, issued.id, language), HAVE_CODE_BUTTON]
    choose = [CHOOSE_BUTTON] if turn.picks_people else []
    return [
        *turn.say("pair-invite", *choose, *rows),
        *turn.send(text, key=f"invitation:{issued.id}", may_leave_chat=True),
    ]


@router.button("pair:choose")
async def ask_to_choose(turn: Turn) -> Replies:
    """Show the key that lets the inviter choose; the invitation is then for that person alone."""
    if turn.partner:
        return turn.say("pair-linked", name=await turn.partner_name())
    turn.ask(CHOICE_QUESTION)
    picker = PersonPicker(markup.to_plain(turn.text("pair-key-choose")))
    return turn.send(turn.text("pair-choose"), picker=picker)


@router.answer(CHOICE_QUESTION)
async def explain_choosing(turn: Turn) -> Replies:
    """Answer words in place of a choice: a code counts, anything else ends the choosing."""
    turn.stop_asking()
    if find_code(turn.event.text):
        return [*turn.send(turn.text("pair-not-chosen"), picker=PersonPicker()), *await begin(turn)]
    return turn.send(turn.text("pair-not-chosen"), picker=PersonPicker())


@router.fallback(Kind.CHOSEN)
async def invite_chosen(turn: Turn) -> Replies:
    """Replace the invitation with one that only the chosen person can use; keep no more of them."""
    turn.stop_asking_for(CHOICE_QUESTION)
    if turn.partner or turn.event.chosen is None:
        return turn.send(turn.text("pair-not-chosen"), picker=PersonPicker())
    only_for = turn.server_keys.lookup(turn.event.chosen)
    if only_for == turn.member.lookup:
        return turn.send(turn.text("pair-own-choice"), picker=PersonPicker())
    issued = await _issue_invite(turn, only_for)
    text = await _invitation_text(turn, issued, turn.member.language)
    return [
        *turn.send(turn.text("pair-chosen"), picker=PersonPicker()),
        *turn.send(text, key=f"invitation:{issued.id}", may_leave_chat=True),
    ]


@router.button("pair:language")
async def invite_in_language(turn: Turn) -> Replies:
    """Replace the first invitation with a new one for a partner who reads another language."""
    language, first = turn.event.choice, require_invite_id(turn)
    if turn.partner:
        return turn.say("pair-linked", name=await turn.partner_name())
    if language not in turn.content.texts.languages:
        raise NotFound
    only_for = await linking.chosen_for(turn.ctx, turn.member)
    issued = await _issue_invite(turn, only_for)
    text = await _invitation_text(turn, issued, language)
    # The first invitation stands further up than the one for a chosen person.
    earlier = EditEarlier(f"invitation:{first}")
    target, key = (NEW_MESSAGE, f"invitation:{issued.id}") if only_for else (earlier, "")
    return [
        *turn.edit("pair-invite", *_language_buttons(turn, first, language), HAVE_CODE_BUTTON),
        *turn.send(text, target=target, key=key, may_leave_chat=True),
    ]


async def _issue_invite(turn: Turn, only_for: bytes | None = None) -> linking.IssuedInvite:
    return await linking.invite(turn.ctx, turn.server_keys, turn.member, turn.chance, only_for)


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
