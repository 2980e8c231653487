"""Who reads what: the one table behind /whatcansee and behind the tests of privacy."""

from __future__ import annotations

PARTNER_READS = {
    "name": ("member.name", "tie.name"),
    "answers": ("answer.revealed",),
    "lines": ("reaction.kind", "reaction.line"),
    "thanks": ("thanks.text",),
    "goals": ("goal.plan", "goal_proposal.plan", "goal_proposal.kind"),
    "check-ins": ("goal_check_in.revealed",),
    "reminders": ("reminder.shared", "reminder.mode", "reminder.clock"),
    "repair": ("repair_part.shared", "repair_part.trial", "repair.trial"),
    "plan": ("couple.weekday", "couple.every_weeks", "round.swapped_from"),
}
"""What the other of two comes to read, and the columns that hold it."""
AUTHOR_ONLY = {
    "journal": ("entry_part.text", "entry.day", "own_word.hashed"),
    "unsorted": ("unsorted.words", "unsorted.day", "unsorted.purpose"),
    "answers": ("answer.text", "answer.parts", "answer.state"),
    "drafts": ("goal_proposal.draft",),
    "check-ins": ("goal_check_in.text", "goal_check_in.shared", "goal_part.check_in"),
    "reminders": ("reminder.words", "reminder.said"),
    "repair": ("repair_part.words", "repair_part.state"),
    "taste": ("rating.liking", "member.intensity"),
    "refusals": (
        *("goal_part.left", "reminder_share.state", "reminder_share.again", "ring.state"),
        *("thanks.shown_at", "invite.joiner_id", "reaction.taken_back"),
        *("tie.again", "tie.hidden", "tie.asks", "tie.waits", "thanks.put_away"),
        *("goal_proposal.put_off", "repair_part.put_off"),
    ),
    "settings": (
        *("member.address", "member.language", "member.zone", "member.minute"),
        *("member.paused_until", "member.nudges", "member.quiet_from", "member.quiet_until"),
        *("member.from_partner", "member.hides_words", "member.clears_words", "member.reachable"),
        *("member.keeps_unsorted", "member.exported_on"),
        *("member.consent", "member.consented_at"),
    ),
}
"""What nobody but its author reads here; whoever runs the bot could, as they hold the keys."""
