# /settings and /pause.

settings-title = *Your settings*
settings-line-name = The name your partner sees: { $name }
settings-line-place = Where you are: { $place }, { $time } now
settings-line-no-place = Where you are: not known yet
settings-line-day = Day of the challenge, for both of you: { $day }
settings-line-hour = Your hour for it: { $hour }
settings-line-depth =
    How deep challenges may go, for you: { $depth ->
        [1] light
        [2] closer
       *[3] deep
    }
settings-line-nudges =
    A nudge in the middle of the week: { $nudges ->
        [on] yes
       *[off] no
    }
settings-line-thanks =
    Thanks reach you: { $thanks ->
        [now] at once
        [card] with the weekly card
       *[off] only when you look into the jar
    }
settings-line-pause =
    Pause: { $state ->
        [until] until { $until }
        [open] until you end it
       *[no] no
    }

settings-name-ask =
    Your partner sees you as { $name }.

    Write the name that you would like instead. /cancel leaves it as it is.
settings-name-empty = That leaves nothing to read. Please write a name with at least one letter or emoji.
settings-name-one-line = A name goes on one line. Please write it once more without a line break.
settings-name-long = That is a little long: { $most } characters are the most. Please write a shorter one.

settings-hour-ask =
    At what hour may the weekly challenge reach you?

    Tap one, or write any other time, such as 19:30. This is for you alone; your partner has an hour of their own.
settings-hour-unread = I could not read that as a time. Write it like 19:30 or 7:30 pm.

settings-day-ask =
    On which day should the challenge come?

    The day is the same for both of you. Your partner will read of a change on the next card.

settings-depth-ask =
    How deep may challenges go, as far as you are concerned?

    Your partner chooses, too, and is never told what you chose. I keep to the lighter of the two. The first weeks are light for everybody.

settings-thanks-ask =
    When may thanks from your partner reach you?

    Whatever you choose, your partner always reads the same “Kept for them”, and everything waits in the jar in /thanks.

settings-pause =
    { $state ->
        [until] You are having a pause until { $until }.
        [open] You are having a pause until you end it.
       *[no] Would you like a pause?
    }

    During a pause nothing comes by itself: no challenge, no nudge, no thanks. Every command still works, nothing changes for your partner, and nobody is told.
settings-resumed = Your pause is over. The next challenge comes on its day; /challenge shows what there is now.

settings-button-name = My name
settings-button-place = Where I am
settings-button-day = Day
settings-button-hour = My hour
settings-button-nudges-on = Turn nudges on
settings-button-nudges-off = Turn nudges off
settings-button-depth = How deep
settings-button-depth-one = Light and playful
settings-button-depth-two = Closer, too
settings-button-depth-three = Deep, too
settings-button-thanks = Thanks
settings-button-thanks-now = At once
settings-button-thanks-card = With the weekly card
settings-button-thanks-off = Only in the jar
settings-button-rest = Have a pause
settings-button-resume = End the pause
settings-button-pause-week = 1 week
settings-button-pause-weeks = 2 weeks
settings-button-pause-month = 1 month
settings-button-pause-open = Until I end it
settings-button-show = My settings
settings-button-back = Back
settings-button-time = { $time }
settings-button-weekday = { $day }
