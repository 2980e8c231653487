"""All challenges in all languages, and which one comes next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from content import FALLBACK, theme_files
from content.challenges import THEME_IDS, Challenge, Theme, fits_all
from content.problems import ContentBroken
from content.word_files import closest_language

NO_LIKINGS: Mapping[str, int] = MappingProxyType({})
GOLDEN = 0.382
"""Its multiples, without their whole part, lie evenly over 0 to 1 and never come round again."""

__all__ = ["Challenge", "Library", "Theme"]


class Library:
    """The challenges by id and language; a language that we lack is English."""

    def __init__(
        self, themes: Mapping[str, Mapping[str, Theme]], added: frozenset[str] = frozenset()
    ) -> None:
        self._themes = themes
        self._pack_ids = added
        self._challenges = {
            language: {
                each.id: each for theme in themes_by_id.values() for each in theme.challenges
            }
            for language, themes_by_id in themes.items()
        }

    @classmethod
    def load(cls, folder: Path) -> Library:
        """Read `folder/themes`. Raises `ContentBroken` with every problem found."""
        themes, problems = theme_files.read(folder)
        if problems:
            raise ContentBroken(problems)
        return cls(themes)

    def merged_with(self, more: Mapping[str, Sequence[Challenge]]) -> Library:
        """Return a library with more challenges by language, placed after the theme's own."""
        joined = {
            language: {
                id: _extend_theme(theme, more.get(language, ())) for id, theme in themes.items()
            }
            for language, themes in self._themes.items()
        }
        ids = {each.id for challenges in more.values() for each in challenges}
        return Library(joined, self._pack_ids | ids)

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of all languages that the challenges are told in."""
        return tuple(self._themes)

    def in_language(self, language: str) -> Mapping[str, Theme]:
        """Return the nine themes in one of the languages, by id."""
        return self._themes[language]

    @property
    def themes(self) -> tuple[Theme, ...]:
        """All nine in their order, in English."""
        return tuple(self._themes[FALLBACK].values())

    @property
    def challenges(self) -> tuple[Challenge, ...]:
        """All challenges in English, theme by theme."""
        return tuple(self._challenges[FALLBACK].values())

    def theme(self, id: str, language: str) -> Theme:
        """Return a theme by its id. Raises `KeyError` for an id that never existed."""
        return self._themes[closest_language(language, self._themes)][id]

    def __contains__(self, id: str) -> bool:
        """Return whether the challenge exists now; a pack that was taken away leaves ids behind."""
        return id in self._challenges[FALLBACK]

    def is_from_pack(self, id: str) -> bool:
        """Return whether a challenge came with a pack of the operator's."""
        return id in self._pack_ids

    def theme_id_of(self, id: str) -> str:
        """Return the theme of a present or former challenge: every challenge id begins with it."""
        return next(theme for theme in THEME_IDS if id.startswith(f"{theme}-"))

    def challenge(self, id: str, language: str) -> Challenge:
        """Return a challenge by its id. Raises `KeyError` for one that is not in the library."""
        return self._challenges[closest_language(language, self._challenges)][id]

    def choose_next(
        self,
        done: Collection[str],
        last_theme: str | None,
        max_intensity: int,
        likings: Mapping[str, int] = NO_LIKINGS,
    ) -> str:
        """Return the id of a couple's next challenge; the same input always gives the same id.

        No challenge is repeated before all up to `max_intensity` (1 to 3) are done; `done` may name
        an id several times. Among the least done, the highest of `likings` go first, and those
        below zero last. Then the theme after `last_theme` goes first, and the others of the nine
        follow in their order. Within a theme all intensities are mixed, so that a new
        `max_intensity` applies from the next card on; challenges of one intensity come in the order
        of their file.
        """
        times = Counter(done)
        first_theme = THEME_IDS.index(last_theme) + 1 if last_theme else 0

        def rank(each: Challenge) -> tuple[bool, int, int, int]:
            liking = likings.get(each.id, 0) if times[each.id] else 0
            return liking < 0, times[each.id], -liking, _theme_distance(each, first_theme)

        gentle = [each for each in self.challenges if each.intensity <= max(max_intensity, 1)]
        first = min(map(rank, gentle))
        return _pick_by_intensity([each for each in gentle if rank(each) == first], len(done)).id

    def choose_swap(
        self,
        current: str,
        done: Collection[str],
        max_intensity: int = 3,
        wishes: Collection[str] = (),
    ) -> str:
        """Return the id of another challenge of the theme: the least done, then the most similar.

        It is never over `max_intensity`. With `wishes` it is one that all of them fit and that was
        not done yet. The most similar has the nearest intensity, then is the next in the file
        (after the last comes the first). A challenge that no longer exists counts as light. Returns
        `current` if the theme has no other.
        """
        times = Counter(done)
        intensity, others = self._others_in_theme(current)
        key = {
            each.id: (times[each.id], abs(each.intensity - intensity))
            for each in others
            if each.intensity <= max_intensity and fits_all(each, wishes)
            if not (wishes and times[each.id])
        }
        return min(key, key=key.__getitem__, default=current)

    def _others_in_theme(self, current: str) -> tuple[int, Sequence[Challenge]]:
        """Return a challenge's intensity, and the others of its theme, those after it first."""
        in_file_order = self.theme(self.theme_id_of(current), FALLBACK).challenges
        at = next((place for place, each in enumerate(in_file_order) if each.id == current), None)
        if at is None:
            return 1, in_file_order
        return in_file_order[at].intensity, in_file_order[at + 1 :] + in_file_order[:at]


def _extend_theme(theme: Theme, more: Sequence[Challenge]) -> Theme:
    own = tuple(each for each in more if each.theme == theme.id)
    return theme.model_copy(update={"challenges": (*theme.challenges, *own)})


def _pick_by_intensity(pool: Sequence[Challenge], turn: int) -> Challenge:
    """Pick one of these: each intensity as often as it is among them, in no visible order.

    A rule that could be seen, such as a deep one every third week, would tell somebody who goes
    deep that their partner does not.
    """
    by_intensity = sorted(pool, key=lambda each: each.intensity)
    wanted = by_intensity[int((0.5 + GOLDEN * turn) % 1 * len(by_intensity))].intensity
    return next(each for each in by_intensity if each.intensity == wanted)


def _theme_distance(challenge: Challenge, turn: int) -> int:
    return (THEME_IDS.index(challenge.theme) - turn) % len(THEME_IDS)
