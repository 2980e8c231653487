"""The features of the bot: one module or folder each, listed here in the order of the menu."""

from __future__ import annotations

from dataclasses import replace

from domain.privacy.export_section import find_gaps
from handlers import evenings, move, note, reflect, thanks, unsent, unsorted, zone
from handlers.ask import feature as ask
from handlers.cards import feature as cards
from handlers.challenge import feature as challenge
from handlers.dates import feature as dates
from handlers.feature import FeatureError, Features, collect
from handlers.goals import feature as goals
from handlers.letter import feature as letter
from handlers.pair import feature as pair
from handlers.privacy import consent, feature as privacy
from handlers.remind import feature as remind
from handlers.repair import feature as repair
from handlers.settings import feature as settings
from handlers.start import feature as start
from handlers.support import feature as support
from handlers.turn import Turn
from handlers.wishes import feature as wishes

FEATURES = (
    start.FEATURE,
    zone.FEATURE,
    pair.FEATURE,
    challenge.FEATURE,
    ask.FEATURE,
    cards.FEATURE,
    evenings.FEATURE,
    wishes.FEATURE,
    reflect.FEATURE,
    thanks.FEATURE,
    unsent.FEATURE,
    unsorted.FEATURE,
    goals.FEATURE,
    dates.FEATURE,
    note.FEATURE,
    letter.FEATURE,
    remind.FEATURE,
    repair.FEATURE,
    support.FEATURE,
    settings.FEATURE,
    move.FEATURE,
    privacy.FEATURE,
)


def collect_features() -> Features[Turn]:
    """Return the tables of all features; what needs consent asks for it, and who moved reads so.

    Raise FeatureError if a feature leaves something out, or claims what another one has.
    """
    features = collect(FEATURES)
    if gaps := find_gaps(features.export):
        raise FeatureError("; ".join(gaps))
    return replace(features, router=move.guard(consent.guard(features.router)))
