# Words that people write instead of a command or a button; commas between them.

words-command-start = start, begin, hi, hi there, hello, hello there, hey, hey there, good morning, good evening, menu, who are you, what are you, what is this, what’s this, what now, now what, what next
words-command-help = help, help me, help please, what can you do, what do you do, how does it work, how does this work
words-command-cancel = cancel, cancel that, cancel it, never mind, nevermind
words-command-pair = pair, invite, link us, invite my partner, invite them, add my partner
words-command-unpair = unpair, unlink
words-command-challenge = challenge, this week, this week’s challenge, the challenge
words-command-history = history, earlier weeks
words-command-reflect = reflect, write
words-command-journal = journal, my journal, diary, my diary
words-command-ask = ask, ask a question
words-command-thanks = thanks, say thanks, say thank you
words-command-goals = goals, our goals
words-command-remind = remind, reminder, new reminder
words-command-reminders = reminders, my reminders
words-command-repair = repair, we had a fight, we had a quarrel
words-command-support = support
words-command-settings = settings, my settings
words-command-pause = pause
words-command-whatcansee = who can see what, who can see this
words-command-export = export
words-command-forget = forget, forget me, delete everything
words-yes = yes, yes please, yeah, yep, sure, ok, okay
words-no = no, nope, no thanks, no thank you
words-put-off = skip, skip it, skip this, later, not now, cancel
words-nod = ok, okay, kk, lol, haha, hahaha, hehe, thx, ty, cool, got it, all right, alright, 👍, 👌, 😂, 🤣, 😅, 😊, 🙂, 😄
words-thanks = thank you, thank you so much, thanks, thanks so much, many thanks, i want to thank you
