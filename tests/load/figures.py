"""Compute the figures of a run from the stand-in's ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, inf
from typing import Any

from bench.seed import FIRST_ID

Json = dict[str, Any]
TOO_MANY = 429


@dataclass(frozen=True)
class Figures:
    """Seconds, and messages a second."""

    prompts: int
    others: int
    refusals: int
    seconds: float
    rate: float
    fullest_second: int
    closest: float
    """The shortest time between two messages into one chat."""
    presses: int
    p50: float
    p99: float
    slowest: float
    overtaken: int
    """The most prompts that went out between a tap and its answer."""


def compute_figures(calls: Sequence[Json], updates: Sequence[Json]) -> Figures:
    """Compute the figures from all calls and updates of a run, in order."""
    arrived = [each for each in calls if each["status"] == 200 and _is_rate_limited(each)]
    prompts = [each["at"] for each in arrived if each["chat_id"] >= FIRST_ID]
    span = prompts[-1] - prompts[0]
    during = [each["at"] for each in arrived if prompts[0] <= each["at"] <= prompts[-1]]
    taps = [each for each in updates if prompts[0] <= each["at"] < prompts[-1]]
    answered = _answered(calls, taps)
    waits = sorted(at - tap for tap, at in answered)
    return Figures(
        prompts=len(prompts),
        others=len(arrived) - len(prompts),
        refusals=sum(each["status"] == TOO_MANY for each in calls),
        seconds=span,
        rate=(len(during) - 1) / span,
        fullest_second=count_fullest_second(sorted(each["at"] for each in arrived)),
        closest=_closest(arrived),
        presses=len(waits),
        p50=_percentile(waits, 50),
        p99=_percentile(waits, 99),
        slowest=waits[-1],
        overtaken=max(sum(tap < each < at for each in prompts) for tap, at in answered),
    )


def _is_rate_limited(call: Json) -> bool:
    """Return whether a call is paced; editing a message is, like sending one."""
    return bool(call["method"].lower().startswith(("send", "edit")))


def _answered(calls: Sequence[Json], taps: Sequence[Json]) -> list[tuple[float, float]]:
    """Return each tap's moment, and that of the first call that shows its person something."""
    shown = defaultdict(list)
    for each in calls:
        if each["status"] == 200 and _is_rate_limited(each):
            shown[each["chat_id"]].append(each["at"])
    return [
        (tap["at"], next((at for at in shown[tap["chat_id"]] if at > tap["at"]), inf))
        for tap in taps
    ]


def count_fullest_second(times: Sequence[float]) -> int:
    """Return how many messages the fullest second has, wherever it begins."""
    most = first = 0
    for number, at in enumerate(times):
        while times[first] <= at - 1:
            first += 1
        most = max(most, number - first + 1)
    return most


def _closest(arrived: Sequence[Json]) -> float:
    chats = defaultdict(list)
    for each in arrived:
        chats[each["chat_id"]].append(each["at"])
    return min(
        (after - before for times in chats.values() for before, after in pairwise(times)),
        default=inf,
    )


def _percentile(ordered: Sequence[float], percent: int) -> float:
    return ordered[max(0, ceil(len(ordered) * percent / 100) - 1)]
