# /settings and /pause.

command-settings = Your name, your language, your time zone, your day and hour
help-settings = name, place, language, day and hour
command-pause = Some quiet, for as long as you like
help-pause = some quiet for a while

settings-title = *Your settings*
settings-line-name = The name your partner sees: { $name }
settings-line-pronoun =
    How I write about you: { $pronoun ->
        [she] she
        [he] he
        [neither] neither she nor he
       *[unsaid] you haven’t said
    }
settings-line-language = Language: { $language }
settings-line-place = Where you are: { $place }, { $time } now
settings-line-no-place = Where you are: not known yet
settings-line-country =
    { $country ->
        [none] Country: not known yet
       *[other] Country: { $country }
    }
settings-line-usual = What you mean by parts of the day: { $hours }
settings-usual-hour =
    { $part ->
        [dawn] early in the morning { $time }
        [morning] in the morning { $time }
        [lunch] at lunchtime { $time }
        [afternoon] in the afternoon { $time }
        [evening] in the evening { $time }
       *[night] tonight { $time }
    }
settings-line-day = Day of the challenge, for both of you: { $weekday }
settings-line-pace =
    How often, for both of you: { $weeks ->
        [1] every week
        [2] every other week
       *[other] every { $weeks } weeks
    }
settings-line-hour =
    { $state ->
        [quiet] Your hour for it: { $hour }. That’s in your quiet hours, so it comes at { $until }
       *[open] Your hour for it: { $hour }
    }
settings-line-depth =
    How deep challenges can go, for you: { $depth ->
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
        [0] A nudge midweek: no
       *[other] A nudge midweek: yes, for { $about }
    }
settings-line-partner =
    What your partner sends you: { $when ->
        [now] right away
        [card] with the weekly card
       *[off] only when you look
    }
settings-line-extras =
    Their questions, letters and dates: { $when ->
        [now] right away
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
        [1] You’ll get at most { $most } messages a week
       *[other] You’ll get at most { $most } messages in { $weeks } weeks
    } from me: { $nudges ->
        [0] one challenge, one reveal.
       *[other] one challenge, one nudge, one reveal.
    }
settings-week-partner =
    { $when ->
        [now] What your partner sends you is extra, up to { $most } messages a day.
        [card] What your partner sends you waits for that challenge, with no message of its own.
       *[off] What your partner sends you waits until you look, with no message of its own.
    }
settings-week-check-in = The weekly check-in on your goals, which you both wanted, is extra, too.
settings-week-none =
    { $state ->
        [paused] I’m paused, so you’ll hear nothing from me. Only reminders for you alone still ring.
        [unkept] As long as I can’t keep what you write, no challenge comes, and you’ll hear nothing from me. You can change that under *Privacy*.
        [resting] Challenges are on hold, so you’ll hear nothing from me. What your partner sends you comes as you chose, and reminders ring as planned. /challenge starts challenges again.
       *[alone] You aren’t linked with a partner, so you’ll hear nothing from me. Only your own reminders ring.
    }

settings-name-ask =
    Your partner sees you as { $name }.

    What name would you like instead? /cancel leaves it as it is.
settings-name-empty = I can’t see anything in that name. Please write one with at least one letter or emoji.
settings-name-one-line = A name has to fit on one line. Please write it again without a line break.
settings-name-long = That’s a little long: a name can have { $most } characters at most. Please write a shorter one.

settings-pronoun-ask =
    How should I write about you?

    Some languages have two forms of a word, one for a woman and one for a man. I use your choice only in what I write to you. Your partner isn’t told, and reads the same whatever you choose. Until you say, I use words that fit everybody.

settings-language = English
settings-language-ask =
    Which language would you like me to use?

    This is just for you. Your partner reads their own language and isn’t told.

settings-country-ask =
    { $country ->
        [none] I don’t know your country yet.
       *[other] I read dates as people write them in { $country }.
    }

    The country tells me whether 5/6 is in May or in June, and when Mother’s Day is. Which one should I go by? Just write its name.

    This is just for you. Your partner isn’t told.
settings-country-which = Which country do you mean?
settings-country-set =
    { $country ->
        [none] All right. I’ll ask when a date depends on the country.
       *[other] All right. I’ll read dates as people write them in { $country }.
    }
settings-country-unread = I don’t know a country by that name. Please write it another way, or /cancel.
settings-usual-forgotten = Done. “Tonight” and the other parts of the day mean what they did at first.

settings-hour-ask =
    What time would you like the weekly challenge?

    Tap one, or write any other time, such as { $evening }. This is just for you; your partner picks their own time.
settings-hour-unread = I couldn’t read that as a time. Please write it like { $evening }.

settings-day-ask =
    Which day should the challenge come?

    It’s the same day for both of you. If you change it, your partner will see that on the next card.

settings-day-next = The next challenge is for { $day }.

settings-pace-ask =
    How often should a challenge come? Right now it’s { $weeks ->
        [1] every week
        [2] every other week
       *[other] every { $weeks } weeks
    }.

    { $week }

    It’s the same for both of you. If you change it, your partner will see that on the next card.

settings-depth-ask =
    How deep would you like the challenges to go?

    Your partner chooses, too, and I don’t tell either of you what the other chose. From the next card on, I go with the lighter choice and mix in light ones. The first weeks are light for everybody. After some weeks, your partner might guess your choice from what comes.

settings-quiet-ask =
    { $state ->
        [none] You have no quiet hours right now, so a message can come at any time of day or night.
       *[some] From { $begin } to { $end } on your own clock, I don’t write to you.
    }

    Challenges, nudges, reveals and what your partner sends you wait until your quiet hours are over. That changes when messages come, not how many. What you ask for comes right away, and so does a reminder that you set or accepted for that hour. Nobody is told.
settings-quiet-from = When should your quiet hours begin?
settings-quiet-until = When should your quiet hours end?

settings-nudges-ask =
    Three days after your challenge, you can get one nudge. I pick the first one that applies: the challenge, if you haven’t shared yet; a note of thanks for your partner, if you haven’t sent one; the next step of a goal you two share.

    { $week }

    Tap one to turn it on or off.
settings-nudge-challenge = the challenge
settings-nudge-thanks = a note of thanks
settings-nudge-goals = a shared goal

settings-partner-ask =
    Your partner can send you notes of thanks, reminders that need your yes, goals, a question after a fight, and a reaction to your answer. When would you like to get these?

    Right away: up to { $most } messages a day. After three requests in a row without a yes from you, the next ones wait. With the weekly card: notes of thanks are on it, and it says what else is waiting. Only when I look: no message at all.

    Your partner reads the same words either way, and nothing gets lost: it’s all in /thanks, /reminders, /goals, /repair and /history. What you’ve both shared still comes right away, and so do reminders that you said yes to.

settings-extras-ask =
    Your partner can also ask you questions of their own, write you a letter for a later day and share a date that matters. Each takes a little more time, so unless you say otherwise, these wait for your weekly card: one line says what’s there. So does an invitation to an evening with cards.

    When would you like to get them? Your partner reads the same words either way.

settings-pause =
    { $state ->
        [until] I’m paused until { $until }.
        [open] I’m paused until you tell me to go on.
       *[no] Would you like me to pause?
    }

    During a pause you’ll hear nothing from me: no challenge, no nudge, no reveal, nothing from your partner. Only reminders for you alone still ring, and what you asked me to bring back still comes. Every command still works, nothing changes for your partner, and nobody is told.
settings-resumed = Your pause is over. The next challenge comes on its day, and /challenge shows what’s there now.

settings-button-name = My name
settings-button-pronoun = How you write about me
settings-button-pronoun-she = She
settings-button-pronoun-he = He
settings-button-pronoun-neither = Neither
settings-button-pronoun-unsaid = I’d rather not say
settings-button-language = 🌐 Language
settings-button-speak = { $language }
settings-button-place = Where I am
settings-button-country = Country
settings-button-country-of-zone = Go by where I am
settings-button-country-named = { $country }
settings-button-usual = Forget my hours
settings-button-day = Day
settings-button-hour = My hour
settings-button-pace = How often
settings-button-every =
    { $weeks ->
        [1] Every week
        [2] Every other week
       *[other] Every { $weeks } weeks
    }
settings-button-depth = How deep
settings-button-depth-one = Light and playful
settings-button-depth-two = Closer ones, too
settings-button-depth-three = Deep ones, too
settings-button-quiet = Quiet hours
settings-button-quiet-from = They begin at
settings-button-quiet-until = They end at
settings-button-quiet-on = Set quiet hours
settings-button-quiet-off = No quiet hours
settings-button-nudges = Nudges
settings-button-nudge =
    { $state ->
        [on] ✓ { $about }: on
       *[off] { $about }: off
    }
settings-button-partner = From my partner
settings-button-extras = Questions, letters, dates
settings-button-partner-now = Right away
settings-button-partner-card = With the weekly card
settings-button-partner-off = Only when I look
settings-button-rest = Pause for a while
settings-button-resume = End the pause
settings-button-pause-week = 1 week
settings-button-pause-weeks = 2 weeks
settings-button-pause-month = 1 month
settings-button-pause-open = Until I end it
settings-button-show = My settings
settings-button-back = Back
settings-button-time = { $time }
settings-button-weekday = { $weekday }
settings-privacy =
    {"*"}Privacy*

    This is just for you, and your partner isn’t told. /forget deletes everything of yours.
settings-privacy-kept =
    { $state ->
        [yes] I keep what you write: yes, since { $day }. If you turn that off, you get no more challenges, and I keep nothing new.
       *[no] I keep what you write: no. Until you say yes, you get no challenges, and I keep nothing new.
    }
settings-button-privacy = Privacy
settings-button-stop-keeping = Stop keeping what I write
settings-privacy-hide =
    { $state ->
        [on] My own messages (reminders, cards, what your partner sends): hidden until you tap them. So are both answers, everywhere.
       *[off] My own messages (reminders, cards, what your partner sends): shown.
    }
settings-privacy-clear =
    { $state ->
        [on] What you write for yourself (journal, private answers, drafts, after a fight): I remove your message from this chat once I’ve saved it, and what I showed you of it once you’re done. On Discord, and after two days on Telegram, only you can delete your message.
       *[off] What you write for yourself (journal, private answers, drafts, after a fight): your message stays in this chat.
    }
settings-button-hide-on = Hide words until I tap them
settings-button-hide-off = Show words right away
settings-button-clear-on = Clear what I write for myself
settings-button-clear-off = Leave what I write for myself
settings-privacy-stay =
    { $state ->
        [on] Forwarding: what I send you from now on can’t be forwarded or saved from this chat. Somebody who holds your phone can still read it. Files you ask for, like /export, and invitations stay free.
       *[off] Forwarding: what I send you can be forwarded and saved, like any message.
    }
settings-privacy-sort =
    { $state ->
        [on] Words you don’t sort: I put them in your journal after a week.
       *[off] Words you don’t sort: I delete them after a week.
    }
settings-privacy-file = Last file taken on { $day }. If that wasn’t you, somebody else has had access to this chat. They could clear this line, too.
settings-button-file = Clear that day
settings-privacy-hidden =
    { $count ->
        [one] You’ve hidden what you had with an earlier partner.
       *[other] You’ve hidden what you had with { $count } earlier partners.
    }
settings-button-hidden = Show it again
settings-button-stay-on = Stop forwarding and saving
settings-button-stay-off = Allow forwarding and saving
settings-button-sort-on = Keep unsorted words
settings-button-sort-off = Delete unsorted words
settings-button-word = A word of your own
