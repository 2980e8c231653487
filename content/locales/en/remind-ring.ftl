# A reminder rings, and what its receiver can do about it.

remind-ring-preview = A reminder for you
remind-ring =
    { $state ->
        [open] ⏰ { $words }
        [done] ✓ { $words }
       *[quiet] { $words }
    }
remind-ring-late = You wanted this earlier: { $when }.
remind-ring-from = From { $name }.
remind-ring-snoozed = I’ll bring it back: { $when }.
remind-ring-skipped = Skipped this time.
remind-ring-waiting = You’ve ticked it off. It’s done once you both have.
remind-ring-both = Done: you’ve both ticked it off.

remind-button-done = Done
remind-button-undo = Undo
remind-button-snooze = Later
remind-button-skip = Skip this one
remind-button-more = More
remind-button-wake = Bring it back now
remind-button-ten = In 10 minutes
remind-button-hour = In 1 hour
remind-button-tonight = Tonight
remind-button-tomorrow = Tomorrow
remind-button-until = Another time
remind-button-again = Again until done
remind-until-ask = When should I bring it back? For example “in 2 hours” or “tomorrow { $morning }”.
remind-until-unclear = I couldn’t tell when you mean. Write it like “in 2 hours” or “tomorrow { $morning }”, or /cancel.
remind-until-set = I’ll bring it back: { $when }.
remind-not-open = You’ve dealt with this one already. If that was a mistake, tap *Undo* under it first.
remind-again-ask = How often should it come back until you tick it off? This is only for you.
remind-again-set =
    { $minutes ->
        [0] It’ll come once. If you don’t tick it off, you’ll find it in /reminders.
        [10] It’ll come back every 10 minutes until you tick it off.
        [30] It’ll come back every 30 minutes until you tick it off.
        [60] It’ll come back every hour until you tick it off.
        [180] It’ll come back every 3 hours until you tick it off.
       *[1440] It’ll come back every day until you tick it off.
    }
remind-button-interval =
    { $minutes ->
        [60] Every hour
        [180] Every 3 hours
        [1440] Every day
       *[other] Every { $minutes } min
    }
remind-button-once = Just once

remind-share-preview = About a reminder
remind-asks-us =
    { $name } would like a reminder for both of you: *{ $words }*, { $when }.

    { $clock }
    { $mode }

    You’ll only get it if you want it. I won’t tell { $name } what you choose.
remind-asks-anew-us =
    { $name } would like to change a reminder for both of you: *{ $words }*, { $when }.

    { $clock }
    { $mode }

    Until you say yes, yours stays as it was: “{ $before }”, { $earlier }. I won’t tell { $name } what you choose.
remind-asks-anew-partner =
    { $name } would like to change a reminder for you: *{ $words }*, { $when }.

    Until you say yes, yours stays as it was: “{ $before }”, { $earlier }. I won’t tell { $name } what you choose.
remind-asks-rests-us =
    { $name } would like to change a reminder for both of you: *{ $words }*, { $when }.

    { $clock }
    { $mode }

    The old one, “{ $before }”, is on hold, so you won’t get anything until you say yes. I won’t tell { $name } what you choose.
remind-asks-rests-partner =
    { $name } would like to change a reminder for you: *{ $words }*, { $when }.

    The old one, “{ $before }”, is on hold, so you won’t get anything until you say yes. I won’t tell { $name } what you choose.
remind-asks-partner =
    { $name } would like to remind you: *{ $words }*, { $when }.

    You’ll only get it if you want it. I won’t tell { $name } what you choose.
remind-button-accept = Yes, remind me
remind-button-decline = No, thanks
remind-accepted =
    I’ll remind you. How often it comes back, and if it does, is up to you.

    { $card }
remind-declined = All right, you won’t get it, and I won’t tell anybody.
remind-declined-kept = All right, yours stays as it was: “{ $words }”. I won’t tell anybody.
remind-declined-rests = All right, you won’t get it, and “{ $words }” stays on hold too. I won’t tell anybody.
remind-waits-for-yes =
    This reminder needs your yes:

    { $card }
remind-meanwhile =
    This has changed since, so your tap didn’t count. Here’s how it is now:

    { $card }
remind-meanwhile-kept =
    This has changed since, so your tap didn’t count. Here’s how it is now:

    { $card }

    Until you say yes, yours stays as it was: “{ $before }”.
remind-muted = “{ $words }” is muted now. You’ll find it in /reminders, and I won’t tell anybody.
remind-left = You won’t get “{ $words }” any more, and I won’t tell anybody.
remind-back =
    You’ll get it again.

    { $card }
remind-told-deleted = { $name } took back the reminder “{ $words }”.
remind-told-back = { $name } brought back a reminder: *{ $words }*, { $when }.
