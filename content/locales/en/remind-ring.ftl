# A reminder rings, and what its receiver can do about it.

remind-ring-preview = A reminder for you
remind-ring =
    { $state ->
        [open] ⏰ { $words }
        [done] ✓ { $words }
       *[quiet] { $words }
    }
remind-ring-late = It was meant for { $when }.
remind-ring-from = From { $name }.
remind-ring-snoozed = It comes back on { $when }.
remind-ring-skipped = Skipped this time.
remind-ring-waiting = Yours is ticked. It is done when both of you have.
remind-ring-both = Done, by both of you.

remind-button-done = Done
remind-button-undo = Undo
remind-button-snooze = Later
remind-button-skip = Skip this one
remind-button-more = More
remind-button-wake = Not later, now
remind-button-ten = In 10 minutes
remind-button-hour = In 1 hour
remind-button-tonight = Tonight
remind-button-tomorrow = Tomorrow
remind-button-until = Another time
remind-button-again = Again until done
remind-until-ask = When shall it come back? For example “in 2 hours” or “tomorrow { $morning }”.
remind-until-unclear = I could not read that as one moment. Write it like “in 2 hours” or “tomorrow { $morning }”, or /cancel.
remind-until-set = It comes back on { $when }.
remind-not-open = This one is settled already. Press *Undo* under it first if that was a mistake.
remind-again-ask = How often shall it come back until you have ticked it? This is for you alone.
remind-again-set =
    { $minutes ->
        [0] It comes once, and waits in /reminders if you do not tick it.
        [10] It comes back every 10 minutes until you have ticked it.
        [30] It comes back every 30 minutes until you have ticked it.
        [60] It comes back every hour until you have ticked it.
        [180] It comes back every 3 hours until you have ticked it.
       *[1440] It comes back every day until you have ticked it.
    }
remind-button-interval =
    { $minutes ->
        [60] Every hour
        [180] Every 3 hours
        [1440] Every day
       *[other] Every { $minutes } min
    }
remind-button-once = Only once

remind-share-preview = About a reminder
remind-asks-us =
    { $name } would like a reminder for both of you:

    {"*"}{ $words }*
    { $when }
    { $clock }
    { $mode }

    It reaches you only if you want it to. { $name } isn’t told what you choose.
remind-asks-anew-us =
    { $name } would like to change a reminder for both of you:

    {"*"}{ $words }*
    { $when }
    { $clock }
    { $mode }

    Until you say yes, it goes on for you as it was: “{ $before }”, { $earlier }. { $name } isn’t told what you choose.
remind-asks-anew-partner =
    { $name } would like to change a reminder for you:

    {"*"}{ $words }*
    { $when }

    Until you say yes, it goes on for you as it was: “{ $before }”, { $earlier }. { $name } isn’t told what you choose.
remind-asks-rests-us =
    { $name } would like to change a reminder for both of you:

    {"*"}{ $words }*
    { $when }
    { $clock }
    { $mode }

    The earlier one, “{ $before }”, rests, so nothing comes to you until you say yes. { $name } isn’t told what you choose.
remind-asks-rests-partner =
    { $name } would like to change a reminder for you:

    {"*"}{ $words }*
    { $when }

    The earlier one, “{ $before }”, rests, so nothing comes to you until you say yes. { $name } isn’t told what you choose.
remind-asks-partner =
    { $name } would like to remind you of something:

    {"*"}{ $words }*
    { $when }

    It reaches you only if you want it to. { $name } isn’t told what you choose.
remind-button-accept = Yes, remind me
remind-button-decline = No, thanks
remind-accepted =
    I will remind you. How often it comes back, and whether at all, is yours to decide at any time.

    { $card }
remind-declined = All right, it will not reach you, and nobody is told.
remind-declined-kept = All right, it goes on for you as it was: “{ $words }”. Nobody is told.
remind-declined-rests = All right, it will not reach you, and “{ $words }” rests as well. Nobody is told.
remind-waits-for-yes =
    This reminder waits for your yes:

    { $card }
remind-meanwhile =
    This has changed since, so your tap did not count. It says now:

    { $card }
remind-meanwhile-kept =
    This has changed since, so your tap did not count. It says now:

    { $card }

    Until you say yes, it goes on for you as it was: “{ $before }”.
remind-muted = “{ $words }” makes no sound any more. It stays in your /reminders, and nobody is told.
remind-left = “{ $words }” does not reach you any more, and nobody is told.
remind-back =
    It reaches you again.

    { $card }
remind-told-deleted = { $name } took back the reminder “{ $words }”.
remind-told-back =
    { $name } brought a reminder back:

    {"*"}{ $words }*
    { $when }
