# /start, /help and /cancel, and what is said where no feature has the word.

command-start = Begin, or come back to where you are
help-start = where you are
command-help = What I can do, on one page
help-help = this list
command-cancel = Forget what I just asked
help-cancel = take back what I just asked you

start-hello =
    Hello. I am *Same Side*: once a week I bring a couple one small thing to do together.

    What you write stays hidden until you both choose to share it. Your journal is yours alone: I show it to nobody else.
start-question =
    Here is a question for you alone, from this week’s theme, *{ $theme }*:

    { $prompt }

    A line or two is plenty. It goes into your own journal, which I show to nobody else.
start-kept =
    That is in your journal now, which I show to you alone: /journal.

    Same Side is made for two. Would you like to ask your partner in? They will see your name, and nothing of what you wrote.
start-kept-linked = That is in your journal now, which I show to you alone: /journal.
start-skipped-linked = All right, no question now.
start-skipped =
    All right, no question now.

    Same Side is made for two. Would you like to ask your partner in? They will see your name and nothing else.
start-later = As you like. /pair makes an invitation whenever you want one, and until then /reflect and /challenge are here for you alone.
start-here = You are on the same side with { $name } here. What would you like to do?
start-here-alone = You are here on your own so far. What would you like to do?
start-here-again-alone = You are not linked with anybody here right now. What you wrote is still in /history and /journal. What would you like to do?
start-no-words = There were no words in that. Just write what you would like to say.
start-unknown-command = I do not know that command. /help shows all that I do know.
start-media = I can’t keep pictures, voice notes or files yet, only text. Tell me in words, and I’ll take those. /help shows what I can do.
start-media-asked = I can’t keep pictures, voice notes or files yet, only text. My question is still open: write your answer, or send /cancel.
start-media-words = I took your words. I can’t keep what came with them yet; it stays in this chat only.
edit-no-command = An edited message can’t become a command, so I changed nothing. Send it as a new message.
start-old-button = That button no longer works. /help shows what you can do.
start-group =
    I am for two people, each in a private chat with me, so I say nothing more here.

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

# The groups of commands in /help; `help-<command>` is its line there, in small letters and short.
help-group-couple = {"*"}The two of you*
help-group-alone = {"*"}You alone*
help-group-always = {"*"}At any time*
help-line = /{ $name } – { $text }
help-or-write =
    {"*"}Or just write*
    Your answer, a button’s words, “remind me to call Mum at 6”, “thank you for …”. Reply to a message of mine to say which one you mean. Nothing reaches your partner until you tap *Share* or *Send*, or write exactly that.

cancel-nothing = There is nothing to cancel. /help shows what you can do.
cancel-done = Cancelled. Nothing was sent.
went-wrong = Sorry, that went wrong on our side, and it was not saved. Please send it once more; if it happens again, try later.
sent-again = _(Sent again after an interruption: you may have seen this already.)_
not-found = That is not here any more. /help shows what you can do.
