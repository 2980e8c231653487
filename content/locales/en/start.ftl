# /start, /help and /cancel, and what is said where no feature has the word.

command-start = Begin, or come back to where you are
help-start = where you are
command-help = What I can do, on one page
help-help = this list
command-cancel = Forget what I just asked
help-cancel = take back what I just asked you

# The first message of all: with its question it has 60 words at most.
start-hello =
    Hi, I’m *Same Side*: one small thing a week for you two to do together.
    What you write stays hidden until you’ve both shared it.
# The same for somebody who wrote more than a greeting first.
start-hello-unkept =
    Hi, I’m *Same Side*: one small thing a week for you two to do together.
    I kept nothing of what you just wrote.
start-first-question = What little thing does your partner do that makes you smile?
# It says what becomes of the answer: domain/start.py.
start-question =
    {"*"}{ $question }*

    _I lock your answer away, unseen, and ask if I may keep it. A no, or an hour without a yes, deletes it._
start-question-kept =
    A small question, if you like:

    {"*"}{ $question }*

    Your answer goes straight into your journal, which I show to nobody else. If you wrote one more than an hour ago, it’s gone; write it once more.
start-crossed = Your message crossed with my question, so I kept nothing of it. If it was your answer, send it again.
start-unkept = I kept nothing of what you just wrote. Once you’ve said that I may, send it again.
start-kept =
    Your answer is in your journal now, for you alone: /journal.

    Same Side is made for two. Would you like to invite your partner? They’ll see your name, and nothing you wrote.
start-kept-linked = Your answer is in your journal now, for you alone: /journal.
start-skipped-linked = All right, no question now.
start-skipped =
    All right, no question now.

    Same Side is made for two: one small thing to do together each week. Would you like to invite your partner? They’ll see your name and nothing else.
start-later = No hurry. /pair makes an invitation whenever you want one. Until then, /reflect and /challenge are here for you alone.
start-here = You and { $name } are on the same side here. What would you like to do?
start-here-alone = You’re here on your own so far. What would you like to do?
start-here-again-alone = You’re not linked with anybody here right now. What you wrote is still in /history and /journal. What would you like to do?
start-no-words = That message was empty. What would you like to say?
start-unknown-command = I don’t know that command. /help shows what I can do.
edit-no-command = An edited message can’t become a command, so I changed nothing. Send it as a new message.
start-old-button = That button no longer works. /help shows what you can do.
start-group =
    I’m for two people, each in a private chat with me, so I won’t say more here.

    Open my profile and send me /start there. { $link }

start-button-skip = Not now
start-button-invite = Invite your partner
start-button-code = I have a code
start-button-later = Later
start-button-challenge = This week’s challenge
start-button-alone = A question for me
start-button-write = Write in my journal
start-button-settings = My settings
start-button-cancel = Cancel

# /help fits one screen; each of its buttons opens the page of a group of commands, as does
# "/help" with the words of the button. `help-<command>` is a line there, in small letters and short.
help-page =
    Each week I bring you two *one small thing to do* together. /challenge shows it; /pair links the two of you.

    You can *just write*: your answer, a button’s words, “remind me to call Mum at 6”, “thank you for …”. Reply to a message of mine to say which one you mean.

    Nothing reaches your partner until you tap *Share* or *Send*, or write exactly that. /cancel takes back what I just asked.
help-button-week = The week
help-button-reminders = Reminders
help-button-private = Private things
help-button-settings = Settings
help-button-back = All of /help
help-group-week = {"*"}The week, and the two of you*
help-group-reminders = {"*"}Reminders*
help-group-private = {"*"}Private things*
help-group-settings = {"*"}Settings, and finding your way*
help-line = /{ $name } – { $text }

cancel-nothing = There’s nothing to cancel. /help shows what you can do.
cancel-done = Cancelled. Nothing was sent.
went-wrong = Sorry, that went wrong on our side, and it wasn’t saved. Please send it once more; if it happens again, try later.
sent-again = _(Sent again after an interruption: you may have seen this already.)_
not-found = That’s not here any more. /help shows what you can do.
