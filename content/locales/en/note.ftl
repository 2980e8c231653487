# /note: lines for oneself alone.

command-note = A private note, for before a day that matters
command-note-words = What you’d like to remember
help-note = a note for you alone, such as “liked the blue scarf”

note-ask = What would you like to remember? Something like “liked the blue scarf”. Only you see it.
note-ask-about = What would you like to remember for “{ $words }”? Only you see it. If you want to hear about that day, your note comes along.
note-change = Write it again. Until then, it stays as it is.
note-alone =
    Your note:

    “{ $words }”

    Only you see it.
note-about =
    Your note for “{ $date }”:

    “{ $words }”

    Only you see it. If you want to hear about that day, your note comes along.
note-which-date = Which day does it belong to?
note-no-dates = You have no days here yet. /dates adds one.
note-none = You have no notes yet. They’re for you alone: what they liked, what you’d like to give, what to ask.
note-deleted = All right, it’s gone.
note-empty = That message was empty. Write a word or two, or send /cancel if not now.
note-too-long = That’s too long for a note: { $longest } characters fit, and you have { $over } too many. Your message above is still there to copy from. /reflect takes any length.
note-enough = You have { $most } notes, and that’s as many as fit. Delete one to make room.

note-button-write = Write a note
note-button-all = All notes
note-button-about = Which day it’s for
note-button-change = Change the note
note-button-delete = Delete the note
note-button-date = { $words }
note-button-no-date = For no day
note-button-newer = ◀ Newer
note-button-older = Older ▶

privacy-page-notes = Your notes
privacy-page-note-about = For: { $date }
