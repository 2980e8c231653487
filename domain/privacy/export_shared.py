"""Leaves out of an export what a word guards, as if the person had kept nothing to themselves."""

from __future__ import annotations

from domain.privacy.export_schema import Export, ExportedCheckIn, ExportedWeek


def without_private(export: Export) -> Export:
    """Return the file without the journal, unsorted words and unrevealed answers."""
    shown = [place for place, goal in enumerate(export.goals) if goal.state != "draft"]
    return export.model_copy(
        update={
            "journal": [],
            "unsorted": [],
            "weeks": [_revealed(week) for week in export.weeks],
            "goals": [export.goals[place] for place in shown],
            "check_ins": [
                each.model_copy(update={"goal": shown.index(each.goal)})
                for each in export.check_ins
                if _is_revealed(each) and each.goal in shown
            ],
            "repairs": [each for each in export.repairs if each.theirs is not None],
            "likings": [],
        }
    )


def _revealed(week: ExportedWeek) -> ExportedWeek:
    read = [each for each in week.mine if each.state == "shared" and week.theirs is not None]
    return week.model_copy(update={"mine": read})


def _is_revealed(check_in: ExportedCheckIn) -> bool:
    return check_in.theirs is not None
