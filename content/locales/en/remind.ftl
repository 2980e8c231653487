# /remind: making a reminder, for oneself, for both or for the other.

command-remind = Remind yourself, your partner or both of you
command-remind-words = Such as “us date night Friday 7pm”
help-remind = for you, for both or for your partner
command-reminders = Your reminders: to come and missed
help-reminders = what is to come

remind-zone = Before I can remind anybody, I need to know what your clock shows. Afterwards, please send me the same line again.
remind-button-zone = Tell my time zone
remind-not-linked = That is for two, and you are not linked with anybody here right now. A reminder for yourself works any time; /pair makes an invitation.

remind-who = Who is it for?
remind-button-me = Me
remind-button-us = Both of us
remind-button-partner = My partner
remind-what = What shall the reminder say? A few words are enough, and the time may stand at the end: “water the plants every Sunday { $morning }”.
remind-no-words = There were no words in that. What shall the reminder say?
remind-too-long = A reminder is read at a glance: { $longest } characters fit, and yours are { $over } more. Please write a shorter one; the time is kept, and your message above stays for you to copy from.

remind-when-ask = When shall it be?
remind-when-day = { $day } it is. At what time?
remind-when =
    { $why }

    Write it, for example:
    tomorrow { $early }
    every Sunday { $morning }
    last Friday of the month { $evening }

    Or pick a day:
remind-hour = { $day }: at what time? Tap one, or write when it shall be.

remind-why-nothing = I could not find a time in that.
remind-why-vague = That leaves the time open, and I would rather not guess.
remind-why-no-time = At what time on that day?
remind-why-half = In the morning or in the evening?
remind-why-midnight = At the beginning of that day, or at its end?
remind-why-past = That moment is over. Did you mean the next one?
remind-why-next = Which one do you mean?
remind-why-order = Which is the day, and which the month?
remind-why-no-such-day = There is no such day in the calendar.
remind-why-short-month = Not every month has that day.
remind-why-leap-day = 29 February comes only in leap years.
remind-why-which-day = On which day shall it come?
remind-why-weekend = On which day of the weekend?
remind-why-nth = That can be read in two ways. Which one do you mean?
remind-why-differs = Two parts of that do not fit together.
remind-why-scattered = I am not sure that I read that right. Is this when you mean?
remind-why-doubt = That is not quite one moment. When exactly shall I say it?
remind-why-several = Which of these hours? For each of several you can make a reminder of its own.
remind-why-yearly-moves = That day is on another date each year, so I can only promise the next one.
remind-why-every-year = Every year, or only this once?
remind-why-too-often = That would be very often. Every 15 minutes is as often as I come.
remind-why-for-two = What you make for somebody else rings once a day at most. When would you like it instead? Your partner can let it come back until it’s done, and a reminder for yourself may come more often.
remind-why-meanwhile = That moment has passed meanwhile. When would you like it instead?
remind-why-long-ago = You wrote that more than a day ago, and it has only just reached me. Is this still when you mean?
remind-until-meanwhile = That moment has passed meanwhile. Write another time, or /cancel.
remind-why-too-far = That is further ahead than I can promise to be there.

# Where there is nothing to choose from.
remind-why-over = That moment is over. When would you like it instead?
remind-why-unsure = I am not sure that I read that right. When would you like it?

remind-check =
    Is this right?

    { $card }
remind-check-shifted =
    The clocks change in that night and skip the time that you named, so I take the first moment after it. Is this right?

    { $card }
remind-line-words = *{ $words }*
remind-line-when = When: { $when }
remind-for-me = For: you alone
remind-for-us = For: both of you, you and { $name }
remind-for-partner = For: { $name }
remind-for-you = For: you, from { $name }
remind-mode-each = Each: everyone ticks their own.
remind-mode-both = Both: done when both of you have ticked.
remind-mode-either = Either: the first tick is enough for both.
remind-clock-same = Whose clock: the same moment for both of you.
remind-clock-own = Whose clock: each of you at that time on your own clock.

remind-when-once = { $day }, { $time }, { $place } time
remind-when-rule = { $rule } at { $time }, { $place } time, next on { $next }
remind-when-elapsed = { $rule }, next on { $next }
remind-rule-minutes = Every { $count } minutes
remind-rule-hours =
    { $count ->
        [1] Every hour
       *[other] Every { $count } hours
    }
remind-rule-day =
    { $count ->
        [1] Every day
       *[other] Every { $count } days
    }
remind-rule-workdays = Every weekday
remind-rule-week =
    { $count ->
        [1] Every { $days }
       *[other] Every { $count } weeks on { $days }
    }
remind-rule-month =
    { $count ->
        [1] On { $days } of every month
       *[other] On { $days } of every { $count } months
    }
remind-rule-year =
    { $count ->
        [1] Every year on { $days }
       *[other] Every { $count } years on { $days }
    }
remind-rule-month-bare =
    { $count ->
        [1] Every month
       *[other] Every { $count } months
    }
remind-rule-year-bare =
    { $count ->
        [1] Every year
       *[other] Every { $count } years
    }
remind-rule-nth =
    { $nth ->
        [first] the first { $days }
        [second] the second { $days }
        [third] the third { $days }
        [fourth] the fourth { $days }
        [last] the last { $days }
       *[fifth] the fifth { $days }
    }
remind-rule-monthday =
    { $day ->
        [last] the last day
       *[other] day { $day }
    }
remind-rule-nth-month = { $nth } of { $month }

remind-waits = “{ $words }” waits until you go on with it.
remind-button-go-on = Go on with it
remind-button-confirm = Confirm
remind-button-rest = Confirm, and let the earlier one rest
remind-button-change = Change
remind-button-let-go = Drop it
remind-button-back = ◀ Back
remind-button-any = { $label }
remind-button-earlier = ◀
remind-button-later = ▶

remind-change =
    What would you like to change? It counts once you confirm it.

    { $card }
remind-button-words = The words
remind-button-when = The time
remind-button-mode = Who ticks it
remind-button-who = Who it is for
remind-button-clock-own = Each on their own clock
remind-button-clock-same = The same moment for both
remind-ask-mode = Who ticks it off? Where one tick counts for both, or both are needed, each of you sees when the other ticks.
remind-button-mode-each = Each: everyone their own
remind-button-mode-both = Both: done when both have ticked
remind-button-mode-either = Either: the first tick is enough

remind-kept-me =
    I will remind you.

    { $card }
remind-kept-us =
    I will remind you. Your partner can say whether they would like it, too; what they choose stays with them.

    { $card }
remind-kept-partner =
    I pass it on. It reaches your partner if they would like it; what they choose stays with them.

    { $card }
remind-changed =
    Changed.

    { $card }
remind-edited-late = That one is confirmed already, so I haven’t changed it. /reminders has *Change*.
remind-changed-for-two =
    Changed. Your partner can say whether they would like it so; until then it stays for them as it was. What they choose stays with them.

    { $card }
remind-changed-and-rests =
    Changed. Your partner can say whether they would like it so; until then nothing more comes to them of what was before. What they choose stays with them.

    { $card }
remind-often-for-two = What you make for somebody else rings once a day at most. Choose another time with *Change* before you go on; a reminder for yourself may come more often.
remind-let-go = Dropped. Nothing was kept.
remind-draft-gone = That one is no longer open. /reminders shows what you have, and /remind makes a new one.
remind-gone = This reminder is not there any more, so there is nothing left to do. /reminders shows those that are.
remind-passed = That moment has passed meanwhile. Press *Change* for another time, or send /remind again.
remind-enough-me = { $most } reminders of your own wait already, and that is as many as I keep. Delete one in /reminders, then press *Confirm* again; nothing is lost.
remind-enough-us = { $most } reminders for both of you that you made wait already. Delete one in /reminders, then press *Confirm* again; nothing is lost.
remind-enough-partner = { $most } reminders of yours for your partner wait already, and that is as many as one person may ask of the other here. Delete one in /reminders, then press *Confirm* again.
remind-enough-today = You have asked your partner for something, or changed it, { $most } times today, and that is as many as a day holds. Nothing is lost: press *Confirm* again tomorrow.
