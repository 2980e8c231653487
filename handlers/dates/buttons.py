"""The buttons that lead to the list of dates, and to a new one."""

from __future__ import annotations

from handlers.turn import button

ADD_BUTTON = button("dates-button-add", "dates:add")
ALL_BUTTON = button("dates-button-all", "dates:all")
