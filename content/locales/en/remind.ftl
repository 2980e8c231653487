# /remind: making a reminder, for oneself, for both or for the other.

command-remind = Remind yourself, your partner or both of you
command-remind-words = Such as “us date night Friday 7pm”
help-remind = for you, for both or for your partner
command-reminders = Your reminders: to come and missed
help-reminders = what’s coming up

remind-zone = First I need to know which city you’re in, so I get your time right. Then send or tap the same thing again.
remind-button-zone = Set my city
remind-not-linked = That one is for two, and you’re not linked with anybody here right now. You can always make a reminder for yourself, and /pair makes an invitation.

remind-who = Who is it for?
remind-button-me = Me
remind-button-us = Both of us
remind-button-partner = My partner
remind-what = What should I remind you of? You can add the time: “water the plants every Sunday { $morning }”.
remind-no-words = That message was empty. What should I remind you of?
remind-too-long = That’s { $over } characters more than the { $longest } that fit in a reminder. Can you make it shorter? I’ve got the time already.

remind-when-ask = When should I remind you?
remind-when-day = { $day }. At what time?
remind-when =
    { $why }

    Tap one, or write it, for example:
    tomorrow { $early }
    every Sunday { $morning }
    last Friday of the month { $evening }
remind-which =
    { $why }

    Tap the right one, or write it another way.
remind-pick-day = Which day?
remind-hour = { $day }: at what time? Tap one, or write it.

remind-why-nothing = I couldn’t find a time in that. When should I remind you?
remind-why-vague = I couldn’t tell exactly when. What time suits you?
remind-why-no-time = At what time?
remind-why-half = In the morning or in the evening?
remind-why-midnight = At the start of that day, or at the end?
remind-why-past = That time has passed. Did you mean the next one?
remind-why-next = Which one do you mean?
remind-why-order = Which is the day, and which is the month?
remind-why-no-such-day = That day isn’t in the calendar.
remind-why-short-month = Some months don’t have that day.
remind-why-leap-day = 29 February only comes in leap years.
remind-why-which-day = On which day?
remind-why-weekend = On which day of the weekend?
remind-why-nth = I can read that in two ways. Which one do you mean?
remind-why-differs = Two parts of that don’t go together. Which one is right?
remind-why-scattered = I’m not sure I read that right. Is this when you mean?
remind-why-doubt = I couldn’t tell exactly when. Which time do you mean?
remind-why-several = Which time? If you want several, make a reminder for each.
remind-why-yearly-moves = That day moves from year to year, so I can only promise the next one.
remind-why-every-year = Every year, or just this once?
remind-why-too-often = I can remind you every 15 minutes at most.
remind-why-for-two = A reminder for somebody else can ring once a day at most. When should it ring? Your partner can let it come back until it’s done, and one for yourself can ring more often.
remind-why-meanwhile = That time has passed by now. When should I remind you instead?
remind-why-long-ago = You wrote that more than a day ago, and it only just reached me. Is this still when you mean?
remind-until-meanwhile = That time has passed by now. Write another one, or /cancel.
remind-why-too-far = That’s too far ahead for me. When should I remind you instead?

# Where there is nothing to choose from.
remind-why-over = That time has passed. When should I remind you instead?
remind-why-unsure = I’m not sure I read that right. When should I remind you?

remind-check =
    Is this right?

    { $card }
remind-check-shifted =
    The clocks change that night and skip the time you wrote, so I’ll take the first moment after it. Is this right?

    { $card }
remind-card-me = For you: *{ $words }*, { $when }.
remind-card-us = For you and { $name }: *{ $words }*, { $when }.
remind-card-partner = For { $name }: *{ $words }*, { $when }.
remind-card-you = For you, from { $name }: *{ $words }*, { $when }.
remind-line-words = *{ $words }*
remind-line-when = When: { $when }
remind-for-me = For you
remind-for-us = For you and { $name }
remind-for-partner = For { $name }
remind-for-you = For you, from { $name }
remind-mode-each = You each tick off your own.
remind-mode-both = It’s done once you’ve both ticked it off.
remind-mode-either = One tick counts for both of you.
remind-clock-same = It rings at the same moment for both of you.
remind-clock-own = It rings at that time on each person’s own clock.

remind-when-once = { $day }, { $time }, { $place } time
remind-place = , { $place } time
remind-when-rule = { $rule } at { $time }, { $place } time, next on { $next }
remind-when-elapsed = { $rule }, next on { $next }
remind-rule-minutes = every { $count } minutes
remind-rule-hours =
    { $count ->
        [1] every hour
       *[other] every { $count } hours
    }
remind-rule-day =
    { $count ->
        [1] every day
       *[other] every { $count } days
    }
remind-rule-workdays = every weekday
remind-rule-weekday = { $weekday }
remind-rule-week =
    { $count ->
        [1] every { $days }
       *[other] every { $count } weeks on { $days }
    }
remind-rule-month =
    { $count ->
        [1] on { $days } of every month
       *[other] every { $count } months on { $days }
    }
remind-rule-year =
    { $count ->
        [1] every year on { $days }
       *[other] every { $count } years on { $days }
    }
remind-rule-month-bare =
    { $count ->
        [1] every month
       *[other] every { $count } months
    }
remind-rule-year-bare =
    { $count ->
        [1] every year
       *[other] every { $count } years
    }
remind-rule-nth =
    { $nth ->
        [first] the first { $weekday }
        [second] the second { $weekday }
        [third] the third { $weekday }
        [fourth] the fourth { $weekday }
        [last] the last { $weekday }
       *[fifth] the fifth { $weekday }
    }
remind-rule-monthday =
    { $day ->
        [0] the last day
        [1] the 1st
        [2] the 2nd
        [3] the 3rd
        [21] the 21st
        [22] the 22nd
        [23] the 23rd
        [31] the 31st
       *[other] the { $day }th
    }
remind-rule-nth-month = { $nth } of { $month }

remind-waits = I’ve set “{ $words }” aside for now.
remind-button-go-on = Finish that one
remind-button-confirm = Confirm
remind-button-rest = Confirm, and stop the old one until then
remind-button-change = Change
remind-button-let-go = Never mind
remind-button-back = ◀ Back
remind-button-any = { $label }
remind-button-earlier = ◀
remind-button-later = ▶
remind-button-other = Another time
remind-button-morning = Tomorrow morning
remind-button-pick = Pick a day

remind-change =
    What would you like to change?

    { $card }
remind-change-asked =
    What would you like to change? It counts once you confirm it.

    { $card }
remind-button-words = The words
remind-button-when = The time
remind-button-mode = Who ticks it off
remind-button-who = Who it’s for
remind-button-clock-own = Each on our own clock
remind-button-clock-same = At the same moment for both
remind-ask-mode = Who ticks it off? If one tick counts for both, or you both need to tick, each of you sees when the other does.
remind-button-mode-each = We each tick our own
remind-button-mode-both = We both need to tick it
remind-button-mode-either = One tick counts for both

remind-kept-me = I’ll remind you: *{ $words }*, { $when }.
remind-changed-me = Changed. I’ll remind you: *{ $words }*, { $when }.
remind-undone = Undone, so I won’t remind you. Here are your words: *{ $words }*, { $when }.
remind-undone-change = Undone. It’s back as it was: *{ $words }*, { $when }.
remind-undone-over = Undone. It’s back as it was, but that time has passed: *{ $words }*, { $when }.
remind-undo-newer = You’ve changed this one again since, so I left it alone. /reminders shows how it is now.
remind-button-restore = Set it again
remind-kept-us =
    I’ll remind you. Your partner can say if they want it too, and I won’t tell anybody what they chose.

    { $card }
remind-kept-partner =
    I’ll pass it on. Your partner only gets it if they want it, and I won’t tell anybody what they chose.

    { $card }
remind-edited-late = That one is set already, so I haven’t changed it. You can change it in /reminders.
remind-changed-for-two =
    Changed. Your partner can say if they want it that way. Until they do, theirs stays as it was, and I won’t tell anybody what they chose.

    { $card }
remind-changed-and-rests =
    Changed. Your partner can say if they want it that way. Until they do, they won’t get the old one any more, and I won’t tell anybody what they chose.

    { $card }
remind-often-for-two = A reminder for somebody else can ring once a day at most. Tap *Change* to pick another time. One for yourself can ring more often.
remind-let-go = All right, I didn’t save it.
remind-draft-gone = That one isn’t open any more. /reminders shows what you have, and /remind makes a new one.
remind-gone = That reminder isn’t there any more. /reminders shows the ones you have.
remind-passed = That time has passed by now. Tap *Change* to pick another, or send /remind again.
remind-enough-me = You already have { $most } reminders of your own, and I can’t take more. Delete one in /reminders, then tap *Confirm*.
remind-enough-us = You already have { $most } shared reminders waiting. Delete one in /reminders, then tap *Confirm*.
remind-enough-partner = You already have { $most } reminders waiting for your partner, and that’s the most one person can ask of the other here. Delete one in /reminders, then tap *Confirm*.
remind-enough-today = You’ve asked your partner for something, or changed it, { $most } times today, and that’s the most for one day. Nothing is lost: tap *Confirm* again tomorrow.
