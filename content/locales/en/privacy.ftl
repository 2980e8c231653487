# /whatcansee, /export and /forget.

command-whatcansee = Who can see what: your partner, the person who runs the bot, nobody
help-whatcansee = who can see what
command-export = Take everything of yours with you, as a file
help-export = take your words with you
command-forget = Delete everything about you here
help-forget = delete everything about you

privacy-see =
    {"*"}Who can see what*

    {"*"}Your partner* reads what you both chose to share, and what you send them. I don’t show them your journal, your drafts or your settings, and I don’t tell them if you skip, pause or keep something to yourself. *What shows anyway* lists what they may notice.

    {"*"}The person who runs this bot* could read all of it, because they hold the keys. A stolen database or backup alone can’t be read. { $operator }

    {"*"}Telegram or Discord* carries these messages, keeps its own copy of them and of your photos and voice notes, and can read them: a chat with a bot isn’t end-to-end encrypted. And anybody who has your unlocked phone can read this chat. A locked phone may show a whole message when it comes. “Hide words until I tap them” in /settings, Privacy, shows only one line and covers the rest. Telegram on Android and on computers then shows dots. I don’t know about iPhones and Discord, so turn previews off there.

    {"*"}Nobody* hears from me what was read, or which page of /support was opened.

    /export gives you everything of yours. /forget deletes it.
privacy-button-see = Back
privacy-button-partner = My partner
privacy-button-alone = Only me
privacy-button-operator = Who runs this
privacy-button-nobody = Nobody
privacy-button-notice = What shows anyway

privacy-notice = {"*"}What your partner may notice, even though I say nothing*
privacy-notice-share = if they’ve shared and see no reveal, they know you haven’t shared; if they shared first, they see when you did
privacy-notice-tick = your tick on a shared reminder, when you make it; and if it’s missing, they see that, too
privacy-notice-goal = that you stepped back from a goal, once they step back, too: then it ends. If they want the weekly check-in and don’t get it, they can tell you don’t want it
privacy-notice-unlink = that you unlinked or deleted everything: at /start, on an old button, or when the next card doesn’t come
privacy-notice-depth = how deep you like challenges, from what comes over some weeks
privacy-notice-name = the name you gave yourself, up to 40 characters: it’s on their pages, and theirs is on yours
privacy-notice-phone = with your unlocked phone, or on another device of your account: this chat, your journal, your export. It doesn’t show here who opened them. A word of your own (/settings, *Privacy*) helps against a glance, not against force. The lock of your app and phone does more
privacy-notice-consent = somebody who holds your phone, or sets it up for you, can tap every yes here in your place

privacy-see-partner = {"*"}What your partner comes to see*
privacy-see-partner-name = the name you gave yourself
privacy-see-partner-answers = an answer, once you’ve both shared yours. If they shared first, they also see when you did, and until then that you haven’t
privacy-see-partner-lines = what you send back after that: a heart, a line
privacy-see-partner-thanks = notes of thanks that you sent
privacy-see-partner-questions = questions that you asked you both, and an answer to one once you’ve both shared
privacy-see-partner-wishes = a wish that you both said yes to, from your cards on, and your line on how it was once you’ve both written one; a wish in your own words, among the others
privacy-see-partner-goals = goals, steps and changes that you proposed
privacy-see-partner-check-ins = how a goal went for you, once you’ve both shared that
privacy-see-partner-reminders = reminders that you made for them or for both of you, and your tick on one for both
privacy-see-partner-repair = your side after a fight, once you’re both ready, and what you then propose to try
privacy-see-partner-plan = the day and pace of the challenges, and a swapped challenge: those are the same for both of you

privacy-see-alone = {"*"}What only you see here*
privacy-see-alone-journal = your journal
privacy-see-alone-unsorted = words at the top of your journal that wait for your choice. Before your yes to being kept: what you wrote until then, locked and shown nowhere, not even in /export; a no, or an hour without a yes, deletes it
privacy-see-alone-answers = an answer that you keep private or take back, that waits until you’ve both shared, or that came back because the other one never came
privacy-see-alone-drafts = goals you haven’t proposed, and notes of thanks you haven’t sent
privacy-see-alone-check-ins = how a goal went for you, until you’ve both shared that
privacy-see-alone-reminders = reminders for yourself
privacy-see-alone-repair = your side after a fight, until you’re both ready
privacy-see-alone-wishes = your answers to wishes, until they meet a yes
privacy-see-alone-taste = how you liked a challenge, and how deep you want them (I go with the lighter of your two choices, and tell nobody whose it was)
privacy-see-alone-refusals = that you skipped, paused, said no, muted, stepped back from a goal, put something away or haven’t looked
privacy-see-alone-settings = your settings, such as language, place, hours and a pause, and the day of your last file

privacy-see-operator = {"*"}What the person who runs this bot can see*
privacy-see-operator-words = with the keys: every word I keep. I don’t show them any, but I couldn’t stop them
privacy-see-operator-links = without the keys: who is or was linked, as numbers without names
privacy-see-operator-times = when something was written, sent or is planned, and how much
privacy-see-operator-choices = which challenges you had, whether you answered, skipped or kept private, how you liked them, your time zone and your settings
privacy-see-operator-backups = things you’ve deleted, until their backups run out

privacy-see-nobody = {"*"}What nobody sees here*
privacy-see-nobody-read = if or when somebody read a message: nobody tells me, and I don’t note it
privacy-see-nobody-support = which page of /support was opened: it’s the same for everybody, and I don’t note it
privacy-see-nobody-deleted = what you deleted, once the backups that still had it are gone

# Consent: three short lines, and all of it behind a button. A change of what the facts mean is a new
# version: VERSION in domain/privacy/consent.py.

# In 60 words at most, also where it answers the first message of all.
privacy-consent =
    { $unkept ->
        [yes] I didn’t keep that. May I keep what you write?
       *[no] May I keep what you write?
    }

    • I keep your words, your name and your settings. Your partner reads an answer only once you’ve both shared.
    • { $operator }
    • Take it all with you or delete it any time. A yes means you’re at least 18.
privacy-consent-more =
    May I keep what you write?

    { $facts }
privacy-consent-facts =
    • I keep your words, your name and your settings. What you write is locked with a key of your own.
    • I show your journal to nobody else, but anybody who has your unlocked phone can open it. Your partner reads an answer once you’ve both shared.
    • This chat isn’t end-to-end encrypted, and the person who runs this bot could read along: /whatcansee says it all.
    • { $operator }
    • /export gives you all of it, /forget deletes it, and in /settings you can take your yes back.

    A yes also tells me that you’re at least 18.
# RUN_BY, in the words of the person who runs the bot; people may not take it for ours.
privacy-run-by = Who runs me, in their own words: { $who }
privacy-run-by-nobody = I don’t know who runs me. If it’s your partner, they can read everything, your journal too.
privacy-run-by-short = Who runs me, in their own words: { $who }. They could read it all.
privacy-run-by-nobody-short = I don’t know who runs me. If it’s your partner, they can read everything.
privacy-button-agree = Yes, keep what I write
privacy-button-more = More
privacy-button-refuse = Not now
privacy-agreed = Thanks. From now on I keep what you write. You can take that back in /settings at any time.
privacy-refused =
    All right, I keep nothing new of yours and send you no challenges. An answer that waited for your yes is deleted.

    What I kept before stays until you delete it with /forget, and nobody is told. One tap, and I keep what you write again.

privacy-word = forget me
privacy-forget =
    {"*"}Delete everything about you here?*

    • Your journal, your answers, your settings and your name are deleted here right away, and I can’t bring them back. Copies stay in this bot’s backups until the person who runs it deletes those.
    • If you’re linked, that ends. Your partner gets no message about it. They’ll notice when they look, or when the next card doesn’t come.
    • What your partner has already read (revealed answers, notes of thanks, agreed goals) stays with them. So does what they wrote.
    • The messages in this chat belong to Telegram or Discord, on your phone and on theirs. You delete those by hand, as far as the app lets you.
privacy-button-forget = Go on
privacy-button-export = Take my words with me first
privacy-button-stay = No, keep everything
privacy-type-word =
    Type “{ privacy-word }” to delete everything now. There’s no way back.
privacy-other-word = That wasn’t the word, so I haven’t deleted anything. Type “{ privacy-word }” to delete everything, or keep it.
privacy-stayed = Everything is as it was.
privacy-forgotten =
    It’s done: everything of yours here is deleted.

    This was my last message. If you ever write again, we’ll start over, as if we’d never met. Take good care of yourself.

privacy-export =
    Here’s everything of yours, as of { $day }, and what your partner has shown you.

    Open the zip: the page is for reading and printing, the other file is for programs. It isn’t locked, so keep it where only you look. I note the day just for you; *Privacy* in /settings shows it.

    If you use a word of your own (/settings, *Privacy*), write it after /export. Without it, the file has only what you’ve both seen.
privacy-button-export-now = Take my words with me
privacy-button-who = Who can see what
# The first line of what is hidden until a tap; it may stand on a locked screen.
privacy-tap-to-read = Something for you. Tap below to read it.
privacy-button-remove = Remove this message
privacy-removed = This message is gone. You can delete the rest of the chat yourself, as far as the app lets you.

privacy-silent =
    It’s been quiet here for a year, so I’ll ask once: should I keep what’s yours?

    Tap a button or write anything, and it stays. If I hear nothing, everything of yours is deleted after { $day }. What you and your partner shared stays with your partner.
privacy-button-here = Keep it
privacy-kept = It stays. It’s nice that you’re here.

# An earlier link, out of one person's own sight.
privacy-button-hide = Hide earlier partner
privacy-button-hide-undo = Undo
privacy-button-unhide = { $name }
privacy-hidden =
    What you had with { $name } is out of your /history, /thanks, /goals and /repair. Nobody is told, and nothing changes for { $name }.

    It’s out of sight, not gone: *Privacy* in /settings brings it back, and /export still has it. Messages in this chat stay until you delete them.
privacy-unhidden = What you had with { $name } is back in its place. Nobody is told.
privacy-hidden-list = Whose things would you like to see again? Nobody is told.

# Under what says that words are deleted: lines that people typed are theirs to delete.
privacy-gone = What stood here is gone.
privacy-typed =
    { $state ->
        [on] I’ve removed the lines you typed, as far as the app lets me: not on Discord, and not after two days. If some are still above, please delete them yourself.
       *[off] It’s deleted here. The lines you typed above are yours to delete in your app.
    }

# A word of one’s own. Each text is the same whether there is one or not, and whether it was right.

privacy-own-word-ask =
    {"*"}A word of your own*

    With one, your journal opens only after “/journal” and that word, for ten minutes. The same goes for what only you have seen in “/export”, and for *Share* under an answer that you kept private. Without it the journal looks empty, the export leaves those parts out, and *Share* isn’t there. No page says whether there’s a word. *Remove this message* ends the ten minutes.

    It helps if somebody glances at your phone or borrows it. It doesn’t help if somebody forces you, is logged in to your account on another device, or runs this bot. It leaves this chat as it is, and /history still shows your answers. A lock on the whole app protects more: in Telegram it’s Settings, Privacy and Security, Passcode. For Discord, use the lock of your phone.

    If you forget it, nobody can recover it or switch it off, not even the person who runs this bot. Your only way out then is /forget, which deletes everything, your journal too. After five wrong words nothing opens for an hour.

    To set your word, write it twice with a space between, { $shortest } characters or more (river river). Once you have one, writing it twice switches it off, and another word changes nothing. Written once, it opens. /cancel if not now.
privacy-own-word-taken = I’ve taken that, and don’t say what came of it: /journal and your word shows whether it opens.
privacy-own-word-line = I couldn’t remove your line with the word from this chat. Please delete it yourself in your app.
privacy-page-part = Photos and voice notes, part { $number }
privacy-export-part = Part { $number } of your file: photos, voice notes and videos. The page in it shows and plays them, also without a network.
