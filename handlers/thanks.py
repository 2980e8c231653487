"""Handles /thanks: one kind sentence for the partner, and the jar of those that were given."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from chat.media import count_characters
from chat.messages import Replies
from chat.targets import EditPressed, NewMessage
from content.pages import Block
from content.texts import Rendered
from domain import pushes, thanks, unsorted
from domain.errors import NotFound
from domain.privacy.export_section import Export
from domain.pushes import News, Topic
from handlers.feature import Feature, Nudge, PageSection
from handlers.paging import paging_rows
from handlers.privacy import hide
from handlers.privacy.export_text import Writer, plain_paragraph, quoted_paragraph
from handlers.privacy.lock_screen import delete_silently_if_wanted, retract_if_wanted
from handlers.pushes import push
from handlers.turn import ButtonSpec, FeatureRouter, Turn, button
from storage.tables.challenge import Round
from storage.tables.member import Member
from storage.tables.thanks import Thanks
from storage.tables.unsorted import Unsorted

WORDS_QUESTION = "thanks:words"
RECEIVED_KEY = "thanks-jar-received"
HINT_COUNT = 12
JAR_BUTTON = button("thanks-button-jar", "thanks:jar")
WRITE_BUTTON = button("thanks-button-write", "thanks:write")

router = FeatureRouter()


@router.command("thanks", media=True)
async def begin(turn: Turn) -> Replies:
    if turn.event.text.strip():
        return await write_words(turn)
    if turn.partner is None:
        return _say_nobody_to_thank(turn)
    turn.ask(WORDS_QUESTION)
    buttons = [WRITE_BUTTON, button("thanks-button-help", "thanks:hint")]
    return turn.say("thanks-begin", buttons, JAR_BUTTON, name=await turn.partner_name())


@router.button("thanks:write", asks=thanks.LONGEST, media=True, main=True, replied="thanks:write")
async def ask_words(turn: Turn) -> Replies:
    if turn.partner is None:
        return _say_nobody_to_thank(turn)
    turn.ask(WORDS_QUESTION)
    return turn.say("thanks-ask", name=await turn.partner_name())


@router.button("thanks:hint")
async def show_hint(turn: Turn) -> Replies:
    """Show one prompt after the other, beginning at random, so that none comes twice in a row."""
    if turn.partner is None:
        return _say_nobody_to_thank(turn)
    turn.ask(WORDS_QUESTION, _draft_id_to_change(turn))
    hint, other = await _pick_hint(turn, turn.partner)
    text = turn.text("thanks-hint", None, hint=hint)
    target = EditPressed() if turn.event.choice else NewMessage()
    return turn.send(text, other, target=target)


@router.answer(WORDS_QUESTION, media=True)
async def write_words(turn: Turn) -> Replies:
    """Save the words as a draft that waits, for its author alone, until *Send*."""
    if turn.partner is None:
        turn.stop_asking()
        return _say_nobody_to_thank(turn)
    if count_characters(turn.event.text) > thanks.LONGEST:
        return _ask_shorter(turn, turn.event.text)
    if earlier_draft := await _find_draft_to_change(turn):
        await unsorted.discard(turn.ctx, earlier_draft)
    draft = await unsorted.put_aside(
        turn.ctx,
        turn.member,
        turn.event.text,
        turn.day,
        message=turn.event.message,
        purpose=unsorted.THANKS,
    )
    return await _show_for_review(turn, turn.partner, draft)


async def draft_from_words(turn: Turn, draft: Unsorted) -> Replies:
    """Turn words that were written unasked into a draft of thanks."""
    if turn.partner is None:
        return _say_nobody_to_thank(turn)
    words = await unsorted.words_of(turn.ctx, draft)
    if count_characters(words) > thanks.LONGEST:
        return _ask_shorter(turn, words)
    draft.purpose = unsorted.THANKS
    return await _show_for_review(turn, turn.partner, draft)


async def change_words(turn: Turn, draft: Unsorted) -> Replies:
    """Change a draft after its author edits the message that it came from."""
    if turn.partner is None:
        return _say_nobody_to_thank(turn)
    if count_characters(turn.event.text) > thanks.LONGEST:
        return _ask_shorter(turn, turn.event.text)
    await turn.ctx.vault.seal(draft, "words", turn.event.text)
    return await _show_for_review(turn, turn.partner, draft)


@router.edit
async def explain_sent_words(turn: Turn) -> Replies | None:
    """Say that an edit does not change words that were sent."""
    sent = await thanks.by_message(turn.ctx, turn.member, turn.event.message)
    return turn.say("thanks-sent-already") if sent else None


@router.button("thanks:change", asks=thanks.LONGEST, media=True, replied="thanks:change")
async def ask_other_words(turn: Turn) -> Replies:
    """Ask for new words; the old ones stay until there are some."""
    draft = await unsorted.find_own(turn.ctx, turn.member, turn.event.subject)
    turn.ask(WORDS_QUESTION, draft.id)
    return turn.say("thanks-change")


@router.button("thanks:later")
async def move_to_journal(turn: Turn) -> Replies:
    draft = await unsorted.find_own(turn.ctx, turn.member, turn.event.subject)
    entry = await unsorted.move_to_journal(turn.ctx, turn.member, draft)
    turn.stop_asking_for(WORDS_QUESTION)
    delete = button("thanks-button-delete", "reflect:delete", entry.id)
    return [*turn.edit("thanks-left", delete), *retract_if_wanted(turn, draft.id)]


@router.button("thanks:show")
async def show_draft(turn: Turn) -> Replies:
    """Show a draft that waits for *Send*; words for one partner are not offered for the next."""
    draft = await unsorted.find_own(turn.ctx, turn.member, turn.event.subject)
    if turn.partner is None or turn.event.choice != _couple_tag(turn.member):
        raise NotFound
    return await _show_for_review(turn, turn.partner, draft)


@router.button("thanks:send", main=True, binding="thanks:show")
async def send_thanks(turn: Turn) -> Replies:
    """Send the words; the author reads the same, whatever becomes of them on the other side."""
    if turn.partner is None:
        return _say_nobody_to_thank(turn)
    if turn.event.choice != _couple_tag(turn.member):
        raise NotFound
    given = await thanks.give(turn.ctx, turn.member, turn.partner, turn.event.subject)
    turn.stop_asking_for(WORDS_QUESTION)
    notice = await _notify_partner(turn, turn.partner, given)
    return [*turn.edit("thanks-kept", JAR_BUTTON), *notice]


@router.button("thanks:jar", needs_consent=False)
async def show_jar(turn: Turn) -> Replies:
    """Show one sentence at a time, without a date or a number to hold against anybody."""
    return await _show_page(turn, turn.event.subject)


@router.button("thanks:draw", needs_consent=False)
async def draw_thanks(turn: Turn) -> Replies:
    """Show a random sentence that the person received, for a grey day."""
    drawn = await thanks.draw(turn.ctx, turn.member, turn.event.subject, turn.chance)
    if drawn:
        return await _show_page(turn, drawn)
    if turn.partner is None:
        return turn.edit("thanks-draw-none-alone", JAR_BUTTON)
    return turn.edit("thanks-draw-none", WRITE_BUTTON, JAR_BUTTON, name=await turn.partner_name())


@router.button("thanks:out", needs_consent=False)
async def put_away(turn: Turn) -> Replies:
    """Take a sentence out of the receiver's own jar; its author's jar does not change."""
    out = await thanks.set_put_away(turn.ctx, turn.member, turn.event.subject, away=True)
    undo = button("thanks-button-out-undo", "thanks:in", out.id)
    return turn.edit("thanks-taken-out", undo, JAR_BUTTON, name=await turn.name_in(out.couple_id))


@router.button("thanks:in", needs_consent=False)
async def put_back(turn: Turn) -> Replies:
    back = await thanks.set_put_away(turn.ctx, turn.member, turn.event.subject, away=False)
    return await _show_page(turn, back.id)


async def render_nudge(turn: Turn, round_: Round) -> Replies:
    """Say the week's nudge to say something kind. Raise NotFound without a partner."""
    if turn.partner is None:
        raise NotFound
    hint, other = await _pick_hint(turn, turn.partner)
    return turn.say("thanks-nudge", [WRITE_BUTTON, other], hint=hint)


async def _pick_hint(turn: Turn, partner: Member) -> tuple[Rendered, ButtonSpec]:
    """Return a prompt, and the button that goes on to the next one."""
    before = turn.event.choice
    at = int(before) if before.isdecimal() else turn.chance.randrange(HINT_COUNT)
    number = at % HINT_COUNT + 1
    hint = turn.text(f"thanks-hint-{number}", None, name=await turn.name_of(partner))
    return hint, button("thanks-button-other", "thanks:hint", choice=str(number))


async def _show_page(turn: Turn, thanks_id: UUID | None) -> Replies:
    await pushes.mark_list_opened(turn.ctx, turn.member, Topic.THANKS)
    page = await thanks.page_at(turn.ctx, turn.member, thanks_id)
    write = [WRITE_BUTTON] if turn.partner else []
    if page is None:
        return turn.edit("thanks-jar-empty", *write)
    row = await turn.ctx.session.get_one(Thanks, page.id)
    key = "thanks-jar-given" if row.author_id == turn.member.id else RECEIVED_KEY
    name = await turn.name_in(row.couple_id)
    words = await turn.ctx.vault.open(row, "text")
    random = button("thanks-button-draw", "thanks:draw", page.id)
    out = [button("thanks-button-out", "thanks:out", page.id)] if key == RECEIVED_KEY else []
    hiding = await hide.hide_buttons(turn, row.couple_id)
    rows = [*paging_rows(page, "thanks", "thanks:jar"), random, *write, *out, *hiding]
    return turn.edit(key, *rows, name=name, words=words)


def _say_nobody_to_thank(turn: Turn) -> Replies:
    return turn.say("thanks-nobody", [button("thanks-button-invite", "pair:invite"), JAR_BUTTON])


def _ask_shorter(turn: Turn, words: str) -> Replies:
    turn.ask(WORDS_QUESTION, _draft_id_to_change(turn))
    excess = count_characters(words) - thanks.LONGEST
    return turn.say("thanks-too-long", longest=thanks.LONGEST, over=excess)


async def _show_for_review(turn: Turn, partner: Member, draft: Unsorted) -> Replies:
    turn.stop_asking_for(WORDS_QUESTION)
    send = button("thanks-button-send", "thanks:send", draft.id, _couple_tag(turn.member))
    change = button("thanks-button-change", "thanks:change", draft.id)
    later = button("thanks-button-later", "thanks:later", draft.id)
    name = await turn.name_of(partner)
    words = await unsorted.words_of(turn.ctx, draft)
    text = turn.text("thanks-show", None, name=name, words=words)
    rows, shows = (send, [change, later]), (draft.id,)
    replies = turn.send(text, *rows, target=EditPressed(), shows=shows, brings_media=False)
    return [*delete_silently_if_wanted(turn, draft.message), *replies]


async def _notify_partner(turn: Turn, receiver: Member, given: Thanks) -> Replies:
    """Send it to the partner at once, if they like it that way; otherwise it waits in the jar."""
    name = await turn.name_of(turn.member)
    words = await turn.ctx.vault.open(given, "text")
    text = turn.text("thanks-arrived", receiver, name=name, words=words)
    news = News(Topic.THANKS, str(given.id))
    replies = await push(turn, news, text, JAR_BUTTON, subject=given.couple_id)
    if replies:
        thanks.mark_shown(given)
    return replies


def _draft_id_to_change(turn: Turn) -> UUID | None:
    """Return the draft for which *Change* was pressed."""
    return turn.member.asking_about if turn.member.asking == WORDS_QUESTION else None


async def _find_draft_to_change(turn: Turn) -> Unsorted | None:
    draft_id = _draft_id_to_change(turn)
    return await turn.ctx.session.get(Unsorted, draft_id) if draft_id else None


def _couple_tag(member: Member) -> str:
    """Return a short tag for a button: words for one partner must never reach the next one."""
    return member.couple_id.hex[:8] if member.couple_id else ""


def render_export(turn: Turn, export: Export) -> Sequence[Block]:
    """Return thanks given and got, as the page of an export shows them."""
    write = Writer(turn)
    return [_export_block(write, each) for each in export.part(thanks.EXPORT)]


def _export_block(write: Writer, thanks: thanks.ExportedThanks) -> Block:
    """Return a block for a thanks, without saying when the partner wrote theirs."""
    direction = "given" if thanks.mine else "got"
    heading = write.say(f"privacy-page-{direction}", name=thanks.other)
    day = f" · {write.day(thanks.on)}" if thanks.on else ""
    put_away = [plain_paragraph(write.say("privacy-page-put-away"))] if thanks.put_away else []
    return Block(f"{heading}{day}", [quoted_paragraph(thanks.words), *put_away])


FEATURE = Feature(
    "thanks",
    (router,),
    commands=("thanks",),
    after_consent=begin,
    export=(thanks.EXPORT,),
    export_page=(PageSection("thanks", render_export),),
    nudges=(Nudge("thanks", thanks.has_not_thanked, render_nudge),),
)
