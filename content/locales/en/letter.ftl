# /letter: words for a later day.

command-letter = A letter to your partner, sealed until a day
command-letter-words = Your letter
help-letter = a letter that stays sealed until its day

letter-none =
    Is there something you’d like { $name } to read later: on an anniversary, before a trip, in a year?

    I keep your letter sealed and say nothing about it. Until its day begins, you can change it or take it back.
letter-list = Your letters. Until its day begins, you can change a letter or take it back, and { $name } doesn’t hear of it.
letter-alone = A letter needs somebody to read it, and you aren’t linked with anybody right now. Letters that didn’t reach their day stay yours.

letter-ask = What would you like { $name } to read one day? Write it here, up to one message long. You’ll see it again before it’s sealed.
letter-ask-other = Write it again. Until then, the letter stays as it is.
letter-ask-day = On which day should it open? Tap one or write it, such as “14 May” or “in two years”. It’s there at the hour that your partner chose for their week.
letter-which-day = Which day do you mean?
letter-draft =
    { $has ->
        [day] A letter to { $name }, to open on { $day }. It isn’t sealed yet.
       *[none] A letter to { $name }, without a day so far. It isn’t sealed yet.
    }
letter-sealed =
    { $who ->
        [both] Sealed for { $name } and you. It opens for both of you on { $day }.
       *[partner] Sealed for { $name }. It opens on { $day }.
    }
letter-today =
    { $who ->
        [both] Your letter to { $name } and you. Its day was { $day }, or it’s just beginning.
       *[partner] Your letter to { $name }. Its day was { $day }, or it’s just beginning.
    }
letter-held =
    { $who ->
        [both] Your letter to { $name } and you, meant for { $day }. The two of you unlinked first, so it’s still sealed and it’s yours alone. If you link with each other again, it stays sealed until you say so.
       *[partner] Your letter to { $name }, meant for { $day }. The two of you unlinked first, so it’s still sealed and it’s yours alone. If you link with each other again, it stays sealed until you say so.
    }
letter-words = “{ $words }”
letter-is-sealed = Done. I don’t show it to anybody and say nothing until then. The person who runs this bot could read it, because they hold the keys.
letter-gone = All right, it’s gone, unopened. Nobody is told.
letter-got =
    From { $name }, for { $day }:

    “{ $words }”
letter-arrived =
    { $name } wrote you a letter for today:

    “{ $words }”

    _You can choose in /settings when letters reach you._
letter-came-back =
    You wrote this for { $name } and you, for today:

    “{ $words }”
letter-preview = Something that waited for today.

letter-empty = That message was empty. Write a word or two, or send /cancel if not now.
letter-too-long = That’s a little too long: { $longest } characters fit, and you have { $over } too many. Your message above is still there to copy from. Could you write it shorter, or make it two letters?
letter-enough = { $most } of your letters are waiting, and that’s the limit. This one stays a draft until one of them opens or you take one back.
letter-enough-drafts = You have { $most } drafts in /letter. Seal one or delete one first; your message above is still there to copy from.
letter-day-past = A letter needs a day that hasn’t begun anywhere on earth, such as the day after tomorrow. Which one should it be?
letter-day-far = That’s more than { $years } years away, too far for me to promise. Which earlier day would work?
letter-day-unread = I couldn’t find a day in that. Write it like “14 May 2027” or “in a year”.
letter-has-begun = Its day has begun, so it can’t be changed or taken back any more.

letter-button-write = Write a letter
letter-button-all = All letters
letter-button-got = Letters to you
letter-button-draft = A draft
letter-button-letter =
    { $state ->
        [draft] Draft for { $name }: { $day }
        [held] Held, for { $name }: { $day }
       *[other] For { $name }: { $day }
    }
letter-button-invite = Invite your partner
letter-button-seal = Seal it for { $name }
letter-button-seal-both = Seal it for both of us
letter-button-again = Yes, let it open
letter-button-words = Change the words
letter-button-day = Another day
letter-button-take-back = Take it back
letter-button-on = { $day }
letter-button-date = { $words }: { $day }
letter-button-in-month = In a month
letter-button-in-half-year = In half a year
letter-button-in-year = In a year
letter-button-newer = ◀ Newer
letter-button-older = Older ▶

privacy-page-letters = Letters
privacy-page-letter-day = For { $day }
privacy-page-letter-both = For both of you
privacy-page-letter =
    { $state ->
        [draft] Not sealed yet
        [sealed] Sealed until its day
        [held] Held, since the link ended first
        [today] Its day has come
       *[open] It has opened
    }
privacy-see-partner-letters = a letter, from the day that you sealed it for. Before that, not even that there is one
privacy-see-alone-letters = letters until their day; the person who runs this bot could read them
