"""Defines what a feature declares about itself, and the tables that follow from all of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from chat.messages import Kind, Replies
from chat.router import Handler, Router
from content.pages import Block
from domain.nudge import CanNudge
from domain.privacy.export_section import AnySection, Export
from storage.tables.challenge import Round

T = TypeVar("T")

LAST_IN_MENU = ("unpair", "whatcansee", "export", "move", "forget", "help", "cancel")
"""The end of the menu, in this order; other commands are in the order of the features."""
LAST_IN_HELP = ("pair", "unpair", "support", "whatcansee", "export", "move", "forget", "help")
"""The end of the groups of /help, in this order."""
HelpGroup = Literal["week", "reminders", "private", "settings"]
HELP_GROUPS: Sequence[HelpGroup] = ("week", "reminders", "private", "settings")
"""The groups of /help, in this order: `help-group-<group>` heads the page of each."""
FIRST_ON_PAGE, LAST_ON_PAGE = ("you", "journal", "unsorted"), ("likings", "settings")
"""The beginning and the end of the page of an export; others are in the order of the features."""


class FeatureError(Exception):
    """A feature leaves out what the bot must know about it, or claims what another one has."""


@dataclass(frozen=True, slots=True)
class Nudge(Generic[T]):
    """A topic that the week's one nudge can be about; `settings-nudge-<topic>` is its name."""

    topic: str
    is_due: CanNudge
    """Whether there is something to nudge about."""
    say: Callable[[T, Round], Awaitable[Replies]]
    """Returns the nudge itself, or [] if it has become pointless."""


@dataclass(frozen=True, slots=True)
class PageSection(Generic[T]):
    """One part of the page of an export; `privacy-page-<name>` is its heading."""

    name: str
    render: Callable[[T, Export], Sequence[Block]]
    omits: Mapping[str, str] = field(default_factory=dict)
    """Parts that only the file for programs contains, by their place in it, and why."""


@dataclass(frozen=True, slots=True)
class Feature(Generic[T]):
    """All that one feature adds to the bot; `T` is what its handlers are given."""

    name: str
    """The word that its buttons begin with."""
    routers: Sequence[Router[T]]
    commands: Sequence[str] = ()
    """The commands that the menu offers; `command-<name>` is what it says of each."""
    help_group: HelpGroup = "week"
    """The group of these commands in /help; `help-<name>` is what that says of each."""
    after_consent: Handler[T] | None = None
    """The way on after a yes to being kept that was asked for on the way to this feature."""
    export: Sequence[AnySection] = ()
    """The sections of /export that belong to this feature, as data."""
    export_page: Sequence[PageSection[T]] = ()
    """The same as sentences to read."""
    nudges: Sequence[Nudge[T]] = ()


@dataclass(frozen=True, slots=True)
class Features(Generic[T]):
    """The tables that follow from all features together."""

    router: Router[T]
    menu: Sequence[str]
    help: Mapping[str, Sequence[str]]
    """The commands of each group of /help."""
    after_consent: Mapping[str, Handler[T]]
    """By the command or feature for which a yes was asked."""
    export: Sequence[AnySection]
    export_page: Sequence[PageSection[T]]
    nudges: Sequence[Nudge[T]]
    """The week's one nudge is the first of them whose topic is wanted and fits."""

    @property
    def nudge_topics(self) -> Sequence[str]:
        """Return the topics of nudges in the order in which they are tried."""
        return [each.topic for each in self.nudges]


def collect(features: Sequence[Feature[T]]) -> Features[T]:
    """Return the tables of these features.

    Raise FeatureError if one leaves something out, or if two claim the same.
    """
    _check_claims(features)
    everything: Router[T] = Router()
    for router in (each for feature in features for each in feature.routers):
        everything.include(router)
    export = [section for feature in features for section in feature.export]
    page, nudges = _export_page(features), [each for one in features for each in one.nudges]
    menu = _menu(features)
    return Features(
        everything, menu, _help(features, menu), _after_consent(features), export, page, nudges
    )


def _check_claims(features: Sequence[Feature[T]]) -> None:
    owners: dict[str, str] = {}
    for feature in features:
        for claim in _claims(feature):
            if claim in owners:
                raise FeatureError(f"{owners[claim]} and {feature.name} both claim {claim}")
            owners[claim] = feature.name


def _claims(feature: Feature[T]) -> Iterator[str]:
    """Yield each thing that only one feature can have."""
    yield f"the name {feature.name}"
    yield from (f"/{name} in the menu" for name in feature.commands)
    yield from (f"{section.name} on the page of an export" for section in feature.export_page)
    yield from (f"the nudge about {nudge.topic}" for nudge in feature.nudges)
    for router in feature.routers:
        yield from (f"{kind} {name!r}" for kind, name in router.handlers)


def _export_page(features: Sequence[Feature[T]]) -> Sequence[PageSection[T]]:
    sections = {section.name: section for each in features for section in each.export_page}
    return [sections[name] for name in _arrange(list(sections), FIRST_ON_PAGE, LAST_ON_PAGE)]


def _menu(features: Sequence[Feature[T]]) -> Sequence[str]:
    names = [name for feature in features for name in feature.commands]
    known = {name for feature in features for name in _commands(feature)}
    if unknown := [name for name in names if name not in known]:
        raise FeatureError(f"the menu offers /{unknown[0]}, which no handler claims")
    return _arrange(names, (), LAST_IN_MENU)


def _help(features: Sequence[Feature[T]], menu: Sequence[str]) -> Mapping[str, Sequence[str]]:
    group_of = {name: feature.help_group for feature in features for name in feature.commands}
    names = _arrange(menu, (), LAST_IN_HELP)
    return {group: [each for each in names if group_of[each] == group] for group in HELP_GROUPS}


def _arrange(names: Sequence[str], first: Sequence[str], last: Sequence[str]) -> Sequence[str]:
    """Return the names in their order, but for those that come first or last."""
    between = [name for name in names if name not in (*first, *last)]
    return tuple(name for name in (*first, *between, *last) if name in names)


def _after_consent(features: Sequence[Feature[T]]) -> Mapping[str, Handler[T]]:
    ways_on: dict[str, Handler[T]] = {}
    for feature in features:
        guarded = [name for name, free in _commands(feature).items() if not free]
        if feature.after_consent:
            ways_on |= dict.fromkeys((feature.name, *guarded), feature.after_consent)
        elif guarded:
            raise FeatureError(
                f"/{guarded[0]} needs consent, and {feature.name} has no after_consent"
            )
    return ways_on


def _commands(feature: Feature[T]) -> Mapping[str, bool]:
    """Return, by the name of each command, whether it works without consent."""
    return {
        name: (kind, name) in router.without_consent
        for router in feature.routers
        for kind, name in router.handlers
        if kind == Kind.COMMAND and name
    }
