# /settings and /pause.

command-settings = Your name, your language, your time zone, your day and hour
help-settings = name, place, language, day and hour
command-pause = Some quiet, for as long as you like
help-pause = some quiet for a while

settings-title = *Your settings*
settings-line-name = The name your partner sees: { $name }
settings-line-language = Language: { $language }
settings-line-place = Where you are: { $place }, { $time } now
settings-line-no-place = Where you are: not known yet
settings-line-day = Day of the challenge, for both of you: { $day }
settings-line-pace =
    How often, for both of you: { $weeks ->
        [1] every week
        [2] every second week
       *[other] every { $weeks } weeks
    }
settings-line-hour =
    { $state ->
        [quiet] Your hour for it: { $hour }, which is in your quiet hours, so it comes at { $until }
       *[open] Your hour for it: { $hour }
    }
settings-line-depth =
    How deep challenges may go, for you: { $depth ->
        [1] light
        [2] closer
       *[3] deep
    }
settings-line-quiet =
    { $state ->
        [none] Quiet hours: none
       *[some] Quiet hours: { $begin } to { $end }
    }
settings-line-nudges =
    { $nudges ->
        [0] A nudge in the middle of the week: no
       *[other] A nudge in the middle of the week: yes, for { $about }
    }
settings-line-partner =
    What your partner sends you: { $when ->
        [now] at once
        [card] with the weekly card
       *[off] only when you look
    }
settings-line-pause =
    Pause: { $state ->
        [until] until { $until }
        [open] until you end it
       *[no] no
    }

# What the choices mean for messages per week.

settings-week =
    { $weeks ->
        [1] At most { $most } messages a week
       *[other] At most { $most } messages in { $weeks } weeks
    } come by themselves: { $nudges ->
        [0] one challenge, one reveal.
       *[other] one challenge, one nudge, one reveal.
    }
settings-week-partner =
    { $when ->
        [now] What your partner sends you comes on top, up to { $most } messages a day.
        [card] What your partner sends you waits for that challenge, with no message of its own.
       *[off] What your partner sends you waits until you look, with no message of its own.
    }
settings-week-check-in = So does the weekly check-in that you both wanted for your goals.
settings-week-none =
    { $state ->
        [paused] While you have a pause, nothing comes by itself: no messages a week. Only reminders for you alone still ring.
        [unkept] As long as I may not keep what you write, no challenge comes: no messages a week. *Privacy* changes that.
        [resting] Challenges are resting: no messages a week from me. What your partner sends you comes as you chose, and reminders ring as they were set. /challenge starts challenges again.
       *[alone] Nothing comes by itself while you are not linked with a partner: no messages a week. Only your own reminders ring.
    }

settings-name-ask =
    Your partner sees you as { $name }.

    Write the name that you would like instead. /cancel leaves it as it is.
settings-name-empty = That leaves nothing to read. Please write a name with at least one letter or emoji.
settings-name-one-line = A name goes on one line. Please write it once more without a line break.
settings-name-long = That is a little long: { $most } characters are the most. Please write a shorter one.

settings-language = English
settings-language-ask =
    Which language shall I speak with you?

    This is for you alone: your partner reads their own language, and is not told.

settings-hour-ask =
    At what hour may the weekly challenge reach you?

    Tap one, or write any other time, such as { $evening }. This is for you alone; your partner has an hour of their own.
settings-hour-unread = I could not read that as a time. Write it like { $evening }.

settings-day-ask =
    On which day should the challenge come?

    The day is the same for both of you. Your partner will read of a change on the next card.

settings-day-next = The next challenge is for { $day }.

settings-pace-ask =
    How often should a challenge come? Now it is { $weeks ->
        [1] every week
        [2] every second week
       *[other] every { $weeks } weeks
    }.

    { $week }

    This is the same for both of you. Your partner will read of a change on the next card.

settings-depth-ask =
    How deep may challenges go, as far as you are concerned?

    Your partner chooses, too, and I tell neither of you what the other chose. From the next card on I keep to the lighter of the two, with light ones in between; the first weeks are light for everybody. Over some weeks, your partner may guess your choice from what comes.

settings-quiet-ask =
    { $state ->
        [none] You have no quiet hours now, so a message may come at any time of the day or night.
       *[some] From { $begin } to { $end } on your own clock, nothing comes by itself.
    }

    In quiet hours a challenge, a nudge, a reveal and what your partner sends you wait until they are over. That changes when messages come, not how many. What you ask for yourself comes at once, and so does a reminder that you set or accepted for that hour. Nobody is told.
settings-quiet-from = When should your quiet hours begin?
settings-quiet-until = When should your quiet hours end?

settings-nudges-ask =
    Three days after your challenge, one nudge may come. It is about the first of these that is on and of use: the challenge, if yours is not in; a kind word for your partner, if you have not sent one; the next step of a goal that you two share.

    { $week }

    Tap one to switch it.
settings-nudge-challenge = the challenge
settings-nudge-thanks = a kind word
settings-nudge-goals = a shared goal

settings-partner-ask =
    Your partner can send you thanks, reminders that need your yes, goals, a question after a quarrel, and a reaction to your answer. When would you like to get these?

    At once: up to { $most } messages a day. After three asks in a row without a yes of yours, the next ones wait. With the weekly card: thanks stand on it, and it names what else there is. Only when I look: no message at all.

    Your partner reads the same words in each case, and nothing is lost: everything waits in /thanks, /reminders, /goals, /repair and /history. What both of you have shared still comes at once, and so do reminders that you said yes to.

settings-pause =
    { $state ->
        [until] You are having a pause until { $until }.
        [open] You are having a pause until you end it.
       *[no] Would you like a pause?
    }

    During a pause nothing comes by itself: no challenge, no nudge, no reveal, nothing that your partner sends, so no messages a week. Only reminders for you alone still ring, and what you asked me to bring back. Every command still works, nothing changes for your partner, and nobody is told.
settings-resumed = Your pause is over. The next challenge comes on its day; /challenge shows what there is now.

settings-button-name = My name
settings-button-language = 🌐 Language
settings-button-speak = { $language }
settings-button-place = Where I am
settings-button-day = Day
settings-button-hour = My hour
settings-button-pace = How often
settings-button-every =
    { $weeks ->
        [1] Every week
        [2] Every second week
       *[other] Every { $weeks } weeks
    }
settings-button-depth = How deep
settings-button-depth-one = Light and playful
settings-button-depth-two = Closer, too
settings-button-depth-three = Deep, too
settings-button-quiet = Quiet hours
settings-button-quiet-from = They begin at
settings-button-quiet-until = They end at
settings-button-quiet-on = Have quiet hours
settings-button-quiet-off = No quiet hours
settings-button-nudges = Nudges
settings-button-nudge =
    { $state ->
        [on] ✓ { $about }: on
       *[off] { $about }: off
    }
settings-button-partner = From my partner
settings-button-partner-now = At once
settings-button-partner-card = With the weekly card
settings-button-partner-off = Only when I look
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
settings-privacy =
    {"*"}Privacy*

    This is for you alone, and your partner is not told. /forget erases everything of yours.
settings-privacy-kept =
    { $state ->
        [yes] I keep what you write: yes, since { $day }. If you stop that, no more challenges come, and nothing new is kept.
       *[no] I keep what you write: no. Until you say yes, no challenge comes, and nothing new is kept.
    }
settings-button-privacy = Privacy
settings-button-stop-keeping = Stop keeping what I write
settings-privacy-hide =
    { $state ->
        [on] What I send by myself (reminders, cards, what your partner sends): covered until you tap it. So are both answers, wherever they stand.
       *[off] What I send by myself (reminders, cards, what your partner sends): open.
    }
settings-privacy-clear =
    { $state ->
        [on] What you write for yourself (journal, private answers, drafts, after a quarrel): I take your message out of this chat once it is kept, and what I showed you of it once you are done. On Discord, and once it is two days old on Telegram, only you can delete your message.
       *[off] What you write for yourself (journal, private answers, drafts, after a quarrel): your message stays in this chat.
    }
settings-button-hide-on = Hide words until I tap them
settings-button-hide-off = Show words at once
settings-button-clear-on = Clear what I write for myself
settings-button-clear-off = Leave what I write for myself
settings-privacy-sort =
    { $state ->
        [on] Words you don’t sort: I put them in your journal after a week.
       *[off] Words you don’t sort: I erase them after a week.
    }
settings-privacy-file = Last file taken on { $day }. If that wasn’t you, somebody has had this chat in hand. They could clear this line, too.
settings-button-file = Clear that day
settings-privacy-hidden =
    { $count ->
        [one] You have hidden what you had with an earlier partner.
       *[other] You have hidden what you had with { $count } earlier partners.
    }
settings-button-hidden = Show it again
settings-button-sort-on = Keep unsorted words
settings-button-sort-off = Erase unsorted words
settings-button-word = A word of your own
