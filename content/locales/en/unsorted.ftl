# Words that nobody asked for, and what becomes of them.

unsorted-answer =
    Is this your answer to “{ $title }”?

    Nobody sees it until you share it.
unsorted-add =
    Is this part of your answer to “{ $title }”?

    Nobody sees it until you share it.
unsorted-where = I wasn’t sure where this belongs. What would you like to do with it?
unsorted-forwarded = This looks like somebody else’s message, so I haven’t taken it as your answer. What would you like to do with it?
unsorted-nod = All right.
unsorted-late = What you wrote can’t go where it was meant to go any more. What would you like to do with it?
unsorted-until =
    { $keeps ->
        [yes] _If you don’t choose, I’ll put it in your journal in a week. Only you can read it._
       *[no] _If you don’t choose, I’ll delete it in a week. Only you can read it; until then it’s at the top of /journal._
    }
unsorted-support = _If things are hard, /support shows where to find people to talk to._
unsorted-head =
    {"*"}Not yet sorted*

    { $words }

    { $until }
unsorted-added = Added. What would you like to do with it?
unsorted-kept = It’s in your journal now, and I show that only to you.
unsorted-dropped = I’ve deleted those words and nothing else.
unsorted-refused = If you mean the button “{ $label }”, please tap it. I don’t want to guess. If not, what would you like to do with these words?
unsorted-write-exactly = To do that, tap it or write exactly: { $label }
unsorted-taken = I took that as “{ $label }”.
unsorted-too-long-to-remind = That’s too long for a reminder: { $longest } characters fit. It’s still here if you want to keep it.
unsorted-which = I see that in more than one place. Which do you mean? Tap it, or write its number.
unsorted-button-which = { $number } · { $label }: { $title }

unsorted-button-answer = My answer
unsorted-button-add = Add to my answer
unsorted-button-keep = Keep for me
unsorted-button-remind = Make it a reminder
unsorted-button-thank = Send it as a note of thanks
unsorted-button-drop = Delete
unsorted-button-journal = Open my journal
unsorted-button-was = That was my answer
