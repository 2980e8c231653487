# What the command menu says of each command; at most 256 characters each.

command-start = Begin, or come back to where you are
command-pair = Invite your partner, or use their code
command-challenge = This week’s challenge for the two of you
command-history = Look back at earlier weeks
command-reflect = Write something down, for you alone
command-journal = Read your own journal
command-thanks = Leave your partner a kind word
command-goals = What the two of you want, one small step at a time
command-remind = Remind yourself, your partner or both of you
command-reminders = Your reminders: to come and missed
command-repair = After a quarrel: a quiet way back
command-support = Help from people, by country
command-settings = Your name, your language, your time zone, your day and hour
command-pause = Some quiet, for as long as you like
command-unpair = End the link with your partner
command-whatcansee = Who can see what: your partner, the bot’s operator, nobody
command-export = Take everything of yours with you, as a file
command-forget = Erase everything about you here
command-help = What I can do, on one page
command-cancel = Forget what I just asked

# What may be written behind a command, where an app has a field for it (Discord); 100 characters each.
# The field's name is one word in small letters.

option-words = words
command-pair-words = The code that your partner gave you
command-reflect-words = What you want to keep
command-thanks-words = The kind sentence
command-goals-words = What the two of you could want
command-remind-words = Such as “us date night Friday 7pm”
command-support-words = A country
