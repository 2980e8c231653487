"""Test what the metrics page says about one of several processes."""

from __future__ import annotations

from bot.app import App
from tests.ops.test_health import Watch, watch as watch


async def test_a_process_names_its_part_and_what_it_receives(app: App, watch: Watch) -> None:
    figures = await watch.metrics()
    assert figures['same_side_role{role="all"}'] == 1
    assert figures['same_side_receiving{platform="telegram"}'] == 0
    app.process_metrics.record_receiving("telegram", is_receiving=True)
    figures = await watch.metrics()
    assert figures['same_side_receiving{platform="telegram"}'] == 1
    assert figures['same_side_receiving{platform="discord"}'] == 0


async def test_the_slots_used_are_shown_in_whole_hundreds(app: App, watch: Watch) -> None:
    """Without the rounding: each message shows."""
    slots = app.delivery.rate_limiter.slots["telegram"]
    name = 'same_side_slots_used{platform="telegram"}'
    for used, shown in ((99, 0), (100, 100), (199, 100)):
        slots.used = used
        assert (await watch.metrics())[name] == shown
    assert (await watch.metrics())['same_side_send_rate{platform="telegram"}'] == slots.rate
