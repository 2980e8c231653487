# /whatcansee, /export and /forget.

privacy-word = forget me
privacy-forget =
    {"*"}Forget everything about you here?*

    • Your journal, your answers, your settings and your name are erased at once, and cannot be brought back by anybody.
    • If you are linked, that ends. Your partner gets no message about it.
    • What your partner has read already (revealed answers, thanks, agreed goals) stays with them. So does what they wrote.
    • The messages in this chat are Telegram’s or Discord’s, on your phone and on theirs: those you delete by hand.
privacy-button-forget = Go on
privacy-button-export = Take my words with me first
privacy-button-stay = No, keep everything
privacy-type-word =
    Type “{ privacy-word }” to erase everything now. There is no way back.
privacy-other-word = That was not the word, so nothing was erased. Type “{ privacy-word }” to erase everything, or keep it.
privacy-stayed = Everything is as it was.
privacy-forgotten =
    It is done: everything of yours has been erased here.

    This was my last message. If you ever write again, we begin anew, as if we had never met. Take good care of yourself.

privacy-export =
    Here is everything of yours, as of { $day }, and what your partner has shown you.

    Open the zip: the page is for reading and printing, the other file for programs. It is not locked, so keep it where only you look.
privacy-button-remove = Remove this message
privacy-removed = This message was removed.
privacy-page-title = { $name }: Same Side
privacy-page-about = As of { $day }. What your partner has not shown you is not in here.
privacy-page-journal = Your journal
privacy-page-weeks = Your weeks
privacy-page-mine = You
privacy-page-theirs = { $name }
privacy-page-thanks = Thanks
privacy-page-to = to { $name }
privacy-page-from = from { $name }
privacy-page-goals = Goals
privacy-page-check-ins = How the goals went
privacy-page-reminders = Reminders
privacy-page-repairs = After a quarrel
privacy-page-profile = What is kept about you

privacy-silent =
    It has been quiet here for a year, so I ask once: shall I keep what is yours?

    Tap a button or write anything, and it stays. If I hear nothing, everything of yours is erased after { $day }. What you and your partner had shared stays with your partner.
privacy-button-here = Keep it
privacy-kept = It stays. Nice that you are here.
