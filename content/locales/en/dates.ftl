# /dates: the days that matter.

command-dates = The days that matter: anniversaries, birthdays, first times
command-dates-words = A day, such as “our anniversary, 14 May 2018”
help-dates = the days that matter, and when to hear about them

dates-none =
    Which days matter to you: an anniversary, a birthday, the first time of something?

    Add one, in words such as “our anniversary is { $day } 2018”, or with a few taps. Only you see it, until you both agree to share it.
dates-list =
    {"*"}The days that matter, next ones first*

    { $lines }
dates-line =
    { $more ->
        [yes] • { $words }: { $when } ({ $day }), { $years }
       *[no] • { $words }: { $when } ({ $day })
    }
dates-in-days =
    { $days ->
        [0] today
        [1] tomorrow
       *[other] in { $days } days
    }
dates-in-months =
    { $months ->
        [one] in a month
       *[other] in { $months } months
    }
dates-years-anniversary =
    { $years ->
        [one] together for one year
       *[other] together for { $years } years
    }
dates-years-birthday =
    { $years ->
        [one] one year old
       *[other] { $years } years old
    }
dates-years-first =
    { $years ->
        [one] one year ago
       *[other] { $years } years ago
    }
dates-years-other =
    { $years ->
        [one] one year ago
       *[other] { $years } years ago
    }

# The page of one date.

dates-words = “{ $words }”
dates-day = { $day }: { $when }
dates-shared =
    { $has ->
        [year] “{ $words }”, { $day } { $year }
       *[none] “{ $words }”, { $day }
    }
dates-state =
    { $state ->
        [asked] You’ve asked { $name } to share it. It stays yours until they say yes.
        [both] You and { $name } both have it.
        [changed] You changed it after { $name } said yes. They still have it as it was.
        [theirs] { $name } shares this with you.
       *[mine] Only you see it.
    }
dates-told =
    { $days ->
        [7] I’ll tell you a week before.
        [3] I’ll tell you three days before.
        [1] I’ll tell you the day before.
       *[0] I won’t bring it up by myself.
    }
dates-notes = Your notes, for you alone:
dates-note = • { $words }
dates-kept = I’ve got it.
dates-known = You had that one already, so I kept it once.
dates-deleted = All right, it’s gone. Notes that belonged to it are in /note. If you two had shared it, your partner still has it.
dates-tell-ask =
    When would you like to hear about it? I’d tell you at { $hour }, your hour in /settings, with your own notes. Your partner doesn’t see what you choose.

# Asking for what is missing.

dates-ask = Which day is it? Write it, such as “our anniversary is { $day } 2018” or “Mum’s birthday, { $day }”.
dates-ask-day = Which day is it? Write it, such as { $day }, with or without the year.
dates-which-day = Which day do you mean?
dates-ask-leap = In most years there’s no 29 February. On which day should I count it then?
dates-ask-words = { $day }: what day is that? Write it in a few words, or tap one.
dates-ask-other-words = What should I call it? Until you write something, it stays as it is.
dates-ask-year = Which year was it? Then I can say how long ago. Write it, such as 2018, or leave it out.
dates-change = What would you like to change? What you two share stays as it is until you both agree to the new one.
dates-pick-month = In which month is it?
dates-pick-day = Which day in { $month }?
dates-unread = I couldn’t find a day in that. Write it with its month, such as “14 May” or “14 May 2018”.
dates-no-such-day = That month doesn’t have that day. Which one do you mean?
dates-year-unread = I need four digits, such as 2018. Or tap *Without a year*.
dates-year-range = I can count from { $first } to { $last }. Is there a typing error in the year? Write it again, or leave it out.
dates-year-no-leap = There was no 29 February in { $year }. Which year was it?
dates-empty = That message was empty. Write a word or two, or send /cancel if not now.
dates-too-long = That’s too long: { $longest } characters fit, and you have { $over } too many. A name and a day are enough, and a note can hold the rest.
dates-enough = You have { $most } days here already, and that’s as many as fit. Delete one to make room.
dates-enough-open = { $count } of your days are waiting for your partner’s yes, and that’s the limit. You can take one back in /dates.
dates-over = This has changed in the meantime. /dates shows how it stands now.

# Sharing one.

dates-share-ask =
    { $name } would see this, and only this:

    { $date }

    With their yes, you both have it. Your notes stay yours, and each of you decides when to hear about it. Do you want me to ask?
dates-asks =
    { $name } would like to share a day with you:

    { $date }

    With your yes, you both have it. Without one, nothing changes.
dates-agreed =
    Now you both have it:

    { $date }

    I won’t bring it up by myself unless you want me to.
dates-agreed-by =
    { $name } said yes, so you both have it:

    { $date }
dates-put-off = It’s off your list. Nobody is told.
dates-preview = Something about a day that matters.
dates-told-preview = Something you wanted to hear about.

# What a date may be with one tap, also as its words.

dates-named-ours = Our anniversary
dates-named-theirs = { $name }’s birthday
dates-named-mine = My birthday

dates-button-add = Add a day
dates-button-all = All days
dates-button-tap = Tap it instead
dates-button-date = { $words }: { $when }
dates-button-received = { $name } shares: { $words }
dates-button-file = Calendar file
dates-button-earlier = ◀ Sooner
dates-button-later-ones = Later ▶
dates-button-share = Share it with { $name }
dates-button-propose = Yes, ask { $name }
dates-button-withdraw = Take it back
dates-button-agree = Yes, for both of us
dates-button-later = Not now
dates-button-remove = Take it off my list
dates-button-tell = When to tell me
dates-button-tell-7 = A week before
dates-button-tell-3 = Three days before
dates-button-tell-1 = The day before
dates-button-tell-0 = Never
dates-button-note = Add a note
dates-button-change = Change it
dates-button-delete = Delete it
dates-button-words = Its name
dates-button-day = Its day
dates-button-year = Its year
dates-button-back = Back
dates-button-before = On 28 February
dates-button-after = On 1 March
dates-button-no-year = Without a year
dates-button-months = Another month
dates-button-day-of-year = { $day }

# Words by which the kind of a date is known, and those between a date and its day.

dates-kind-anniversary = anniversary, wedding, wedding day, got married, together since
dates-kind-birthday = birthday, bday, born
dates-kind-first = first, met, moved in
dates-links = is, was, are, on, falls, it’s

# The page of an export, and /whatcansee.

privacy-page-dates = Days that matter
privacy-page-day =
    { $leap ->
        [before] { $day }, or 28 February
        [after] { $day }, or 1 March
       *[other] { $day }
    }
privacy-page-year = Since { $year }
privacy-page-date-kind =
    { $kind ->
        [anniversary] An anniversary
        [birthday] A birthday
        [first] A first time
       *[other] A day that matters
    }
privacy-page-date =
    { $state ->
        [own] Yours
        [draft] Not finished yet
        [proposed] { $whose ->
            [mine] You’d like to share it with { $name }
           *[theirs] { $name } would like to share it
        }
       *[agreed] { $whose ->
            [mine] You share it with { $name }
           *[theirs] { $name } shares it with you
        }
    }
privacy-see-partner-dates = a day that matters, once you ask them to share it: its words, day and year. When you want to hear about it, you alone know
privacy-see-alone-dates = days you haven’t shared, your notes, and when you want to hear about a day
