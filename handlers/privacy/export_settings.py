"""Writes who a person is here, and what they chose, as sentences on the page of an export."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from content.geo import countries
from content.pages import Block
from content.values import Weekday
from domain.privacy.consent import REFUSED
from domain.privacy.export import PROFILE, Profile
from domain.privacy.export_section import Export
from domain.settings import FOREVER, UNSAID
from handlers.feature import PageSection
from handlers.privacy.export_text import Writer, plain_paragraph
from handlers.turn import Turn


def render_profile(turn: Turn, export: Export) -> Sequence[Block]:
    """Return sentences for the name, partner, place and consent."""
    write, profile = Writer(turn), export.part(PROFILE)
    joined = write.day(profile.joined_on)
    sentences = [
        write.say("privacy-page-name", name=profile.name, platform=profile.platform, day=joined),
        _partner_sentence(write, profile),
        _place_sentence(write, profile),
        _consent_sentence(write, profile),
        write.say("privacy-page-reached", state="yes" if profile.reachable else "no"),
    ]
    return [Block("", [plain_paragraph(each) for each in sentences])]


def render_settings(turn: Turn, export: Export) -> Sequence[Block]:
    """Return each choice as a sentence of its own, in the words of /settings."""
    write, profile = Writer(turn), export.part(PROFILE)
    sentences = [
        write.say("settings-line-pronoun", pronoun=profile.pronoun or UNSAID),
        write.say("settings-line-language", language=write.language(profile.language)),
        *_time_sentences(write, profile, turn.member.language),
        *_couple_sentences(write, profile),
        write.say("settings-line-hour", state="open", hour=write.clock(profile.hour), until=""),
        _quiet_sentence(write, profile),
        write.say("settings-line-depth", depth=profile.depth),
        _nudges_sentence(write, profile),
        write.say("settings-line-partner", when=profile.from_partner),
        write.say("settings-line-extras", when=profile.extras_from_partner),
        _pause_sentence(write, export),
        write.say("settings-privacy-hide", state="on" if profile.hides_words else "off"),
        write.say("settings-privacy-clear", state="on" if profile.clears_words else "off"),
        write.say("settings-privacy-stay", state="on" if profile.keeps_in_chat else "off"),
        write.say("settings-privacy-sort", state="on" if profile.keeps_unsorted else "off"),
        *(write.say("privacy-page-hides", name=each) for each in profile.hides),
    ]
    return [Block("", [plain_paragraph(each) for each in sentences])]


def _partner_sentence(write: Writer, profile: Profile) -> str:
    if profile.partner is None:
        return write.say("privacy-page-unlinked")
    return write.say("privacy-page-linked", name=profile.partner)


def _place_sentence(write: Writer, profile: Profile) -> str:
    if profile.time_zone is None:
        return write.say("settings-line-no-place")
    return write.say("privacy-page-place", place=write.place(profile.time_zone))


def _time_sentences(write: Writer, profile: Profile, language: str) -> Iterator[str]:
    if profile.country:
        name = countries.name(profile.country, language)
        yield write.say("settings-line-country", country=name)
    if profile.usual_hours:
        hours = tuple(
            write.say("settings-usual-hour", part=part, time=write.clock(at))
            for part, at in sorted(profile.usual_hours.items())
        )
        yield write.say("settings-line-usual", hours=hours)


def _consent_sentence(write: Writer, profile: Profile) -> str:
    if profile.consent is None or profile.consented_at is None:
        return write.say("privacy-page-consent", state="open", day="")
    state = "no" if profile.consent == REFUSED else "yes"
    return write.say("privacy-page-consent", state=state, day=write.local_day(profile.consented_at))


def _couple_sentences(write: Writer, profile: Profile) -> Iterator[str]:
    if profile.weekday is not None:
        yield write.say("settings-line-day", weekday=Weekday(profile.weekday))
    if profile.every_weeks is not None:
        yield write.say("settings-line-pace", weeks=profile.every_weeks)
    if profile.takes_up is not None:
        yield write.say("privacy-page-takes-up", state=profile.takes_up)


def _quiet_sentence(write: Writer, profile: Profile) -> str:
    state = "none" if profile.quiet_from == profile.quiet_until else "some"
    begin, end = write.clock(profile.quiet_from), write.clock(profile.quiet_until)
    return write.say("settings-line-quiet", state=state, begin=begin, end=end)


def _nudges_sentence(write: Writer, profile: Profile) -> str:
    chosen = [each for each in write.nudge_topics if each in profile.nudges.split()]
    topics = tuple(write.say(f"settings-nudge-{each}") for each in chosen)
    return write.say("settings-line-nudges", nudges=len(chosen), about=topics)


def _pause_sentence(write: Writer, export: Export) -> str:
    until = export.part(PROFILE).paused_until
    if until is None or until <= export.made_at:
        return write.say("settings-line-pause", state="no", until="")
    if until == FOREVER:
        return write.say("settings-line-pause", state="open", until="")
    return write.say("settings-line-pause", state="until", until=write.local_day(until))


SECTIONS = (PageSection("you", render_profile), PageSection("settings", render_settings))
