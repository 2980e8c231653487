"""Lays out the pages of /support: the emergency number, then services under their headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from babel import Locale

from chat import markup
from chat.messages import Replies
from chat.targets import NEW_MESSAGE, EditPressed, ReplyTarget
from content.geo import countries
from content.support import ANYWHERE, KINDS, Service
from content.texts import Rendered
from handlers import date_text
from handlers.privacy.lock_screen import REMOVE_BUTTON, as_spoiler
from handlers.turn import ButtonSpec, Row, Turn, button

MAX_LENGTH = 1_850
"""Characters of a page, so that with its first line it is one message on every platform."""
FOLD = ":"
"""Between a country and the heading that a button unfolds."""
SAY, EDIT = NEW_MESSAGE, EditPressed()
CHOOSE_BUTTON = button("support-button-choose", "support:countries")
DIRECTORIES_BUTTON = button("support-button-anywhere", "support:in", choice=ANYWHERE)


@dataclass(frozen=True, slots=True)
class ServiceGroup:
    """The services under one heading, ready to be read."""

    kind: str
    text: str


def show(turn: Turn, body: str, rows: Sequence[Row], target: ReplyTarget) -> Replies:
    """Show a page below a line that gives nothing away, without a sound.

    A reader who hides words until a tap finds the page hidden as well, though they asked for it.
    """
    text = as_spoiler(turn.member, Rendered(body))
    return turn.send(text, *rows, preview="support-preview", target=target, silent=True)


def show_first(turn: Turn, own: str, target: ReplyTarget) -> Replies:
    """Show the first page: of the reader's own country if known, and who may be reading along."""
    private = turn.text("support-private")
    if own:
        return _show_services(turn, own, private, target)
    body = [turn.text("support-page"), _emergency(turn, ""), turn.text("support-choose"), private]
    return show(turn, "\n\n".join(body), [CHOOSE_BUTTON, DIRECTORIES_BUTTON, REMOVE_BUTTON], target)


def show_country(turn: Turn, code: str, kind: str = "") -> Replies:
    """Show a country's services, with `kind` those alone that a page has no room for."""
    if not kind:
        return _show_services(turn, code, "", EDIT)
    unfolded = [each.text for each in _sections(turn, code) if each.kind == kind]
    body = "\n\n".join([_heading(turn, code), _emergency(turn, code), *unfolded])
    back = button("support-button-country", "support:in", choice=code, country=_name(turn, code))
    return show(turn, body, [back, CHOOSE_BUTTON, REMOVE_BUTTON], EDIT)


def show_unknown(turn: Turn) -> Replies:
    """Show the directories for words that name no country."""
    unknown = turn.text("support-unknown")
    opening = [unknown, _emergency(turn, "")]
    return _show_sections(turn, ANYWHERE, opening, "", SAY)


def _show_services(turn: Turn, code: str, ending: str, target: ReplyTarget) -> Replies:
    opening = [_heading(turn, code), _emergency(turn, code)]
    return _show_sections(turn, code, opening, ending, target)


def _show_sections(
    turn: Turn, code: str, opening: Sequence[str], ending: str, target: ReplyTarget
) -> Replies:
    """Show as many sections as one message holds; each of the others is behind a button."""
    sections = _sections(turn, code)
    closing = [each for each in (_method(turn, code), ending) if each]
    for shown in range(len(sections), -1, -1):
        body = "\n\n".join([*opening, *(each.text for each in sections[:shown]), *closing])
        if len(markup.to_plain(body)) <= MAX_LENGTH:
            break
    folded = [_fold_button(code, each.kind) for each in sections[shown:]]
    return show(turn, body, [*folded, CHOOSE_BUTTON, REMOVE_BUTTON], target)


def _fold_button(code: str, kind: str) -> ButtonSpec:
    return button(f"support-heading-{kind}", "support:in", choice=f"{code}{FOLD}{kind}")


def _heading(turn: Turn, code: str) -> str:
    if code == ANYWHERE:
        return turn.text("support-anywhere")
    return turn.text("support-country", country=_name(turn, code))


def _name(turn: Turn, code: str) -> str:
    return countries.name(code, turn.member.language)


def _emergency(turn: Turn, code: str) -> str:
    """Return the line that comes before all services: whom to call at once."""
    found = turn.content.support.emergency_numbers.number_in(code)
    if found is None:
        return turn.text("support-emergency-unknown")
    return turn.text("support-emergency", number=found.number, reaches=found.reaches)


def _sections(turn: Turn, code: str) -> Sequence[ServiceGroup]:
    """Return a country's services by heading; the last one leads on to any country."""
    support = turn.content.support
    found = {
        kind: [each for each in support.services_in(code) if each.kind == kind] for kind in KINDS
    }
    if code != ANYWHERE:
        found[KINDS[-1]] += support.services_in(ANYWHERE)
    return [_section(turn, kind, services) for kind, services in found.items() if services]


def _section(turn: Turn, kind: str, services: Sequence[Service]) -> ServiceGroup:
    heading = turn.text("support-section", heading=turn.text(f"support-heading-{kind}"))
    return ServiceGroup(
        kind, "\n\n".join([heading, *(_service_text(turn, each) for each in services)])
    )


def _service_text(turn: Turn, service: Service) -> str:
    about = service.about_in(turn.member.language)
    lines = [turn.text("support-entry", name=service.name, about=about), *_contacts(turn, service)]
    if service.languages:
        languages = _service_languages(service, turn.member.language)
        lines.append(turn.text("support-languages", languages=languages))
    return "\n".join(lines)


def _contacts(turn: Turn, service: Service) -> Sequence[str]:
    """Return a line for each way to reach a service."""
    lines = []
    if service.phone:
        hours = "always" if service.always else "some"
        lines.append(turn.text("support-phone", phone=service.phone, hours=hours))
    if service.sms:
        lines.append(turn.text("support-sms", number=service.sms, word=service.sms_word or "none"))
    if service.whatsapp:
        lines.append(turn.text("support-whatsapp", number=service.whatsapp))
    if service.url:
        chat = "yes" if service.chat else "no"
        lines.append(turn.text("support-address", url=service.url, chat=chat))
    return lines or [turn.text("support-by-name")]


def _service_languages(service: Service, language: str) -> tuple[str, ...]:
    names = Locale.parse(language, sep="-").languages
    return tuple(names[code] for code in service.languages if code in names)


def _method(turn: Turn, code: str) -> str:
    """Return how the services of a page are known, said once; the oldest day counts."""
    support = turn.content.support
    services = [*support.services_in(code), *support.services_in(ANYWHERE)]
    day = min(each.looked_at_on for each in services)
    return turn.text("support-method", day=date_text.long_date(turn, day))
