# /pair and /unpair.

command-pair = Invite your partner, or use their code
command-pair-words = The code that your partner gave you
help-pair = link with your partner
command-unpair = End the link with your partner
help-unpair = unlink, on your own and right away

pair-invite =
    Forward or copy the next message to your partner, or read them the code.

    It works once, for 48 hours. When they accept, I’ll ask you whether it’s really them.
pair-invitation =
    { $name } would like the two of you to try *Same Side*: one small thing to do together each week. Take a look first; nothing happens until you say yes.

    { $ways }

    What you write stays hidden until you’ve both chosen to share it. You can leave at any time, on your own and without a reason.
# A way to the bot on one platform; $how is `open` where the link brings the code along.
pair-way =
    { $how ->
        [open]
            On { $platform }, open this link, or send the bot `/pair { $code }`:
            { $link }
        [add]
            On { $platform }, add the bot with this link, then send it `/pair { $code }`:
            { $link }
       *[code] On { $platform }, send the bot `/pair { $code }`.
    }
pair-button-choose = Choose your partner
# A key below the chat, which opens the app’s own list of contacts.
pair-key-choose = Choose your partner
pair-choose =
    Tap *Choose your partner* below and pick them from your contacts. Then nobody else can use the invitation, and you needn’t confirm it later.

    I keep nothing of your choice but a fingerprint that can’t be turned back into an account. /cancel goes back.
pair-chosen = Only they can use it. Forward or copy the next message to them; as soon as they say yes, you’re linked.
pair-not-chosen = Nobody was chosen. /pair makes an invitation.
pair-own-choice = That’s you. Pick your partner: /pair makes a new invitation.
pair-button-language = The invitation in { $language }
pair-button-have-code = I have a code
pair-ask-code = Type the code you were given. Capitals, spaces and dashes don’t matter.
pair-code-unknown = I don’t know that code. A code works once, for 48 hours. Type it once more, or ask for a new one.
pair-too-many-tries = That was a few wrong codes in a row. Please try again in an hour, or ask your partner for a new invitation.
pair-own-code = That’s your own code. It’s meant for your partner: pass the invitation on to them.
pair-code-expired = That code is older than 48 hours and has expired. Ask your partner to send /pair again for a new one.
pair-already-linked = You’re already linked with your partner. To link with somebody else, send /unpair first.
# The same for every reason that would tell something about the other person.
pair-not-now = This link can’t be made right now. If you both still want it, /pair makes a new invitation.
# The first message that an invited person reads: what it is, then three facts, in 60 words at most.
pair-welcome =
    {"*"}{ $name }* invites you to *Same Side*: one small thing to do together each week.

    • Answers stay hidden until you’ve both shared.
    • Your journal and your settings are yours alone.
    • You can leave at any time, on your own, and you keep your own words.

    If you say yes, { $name } confirms it. If you say no, nobody’s told.
pair-welcome-keep =
    {"*"}{ $name }* invites you to *Same Side*: one small thing to do together each week.

    • I keep what you write. Answers open only once you’ve both shared.
    • { $operator }
    • Leave or delete everything any time. A yes means you’re at least 18.

    If you say no, nobody’s told.
pair-welcome-more =
    {"*"}{ $name }* invites you to *Same Side*: one small thing to do together each week. If you say yes, { $name } is asked to confirm it.

    • What you answer stays hidden until you’ve both chosen to share.
    • Your journal and your settings are yours alone: I show them to nobody else.
    • You can leave at any time, on your own and right away, and you keep your own words.

    For that, I keep what you write:

    { $facts }

    If you say no, nobody’s told.
pair-button-accept = Yes, link us
pair-button-accept-keep = Yes, link us and keep what I write
pair-button-decline = Not now
pair-accepted = Great. I’m asking { $name } to confirm, and then you’ll hear from me.
pair-declined = That’s fine. Nobody is told. If you said yes before, that no longer counts, and if somebody tries to confirm it, they’ll notice. /reflect works for you alone whenever you like.
pair-confirm =
    Your invitation was accepted.

    {"*"}{ $name }* said yes to it. Is this your partner? If you don’t know who it is, say no: the code stops working, and nobody is told.
pair-button-confirm = Yes, that’s us
pair-button-refuse = No
pair-refused = All right, nobody was linked, and that code no longer works. /pair makes a new one.
pair-linked = You and *{ $name }* are linked.
pair-begin =
    You and *{ $name }* are on the same side now.

    Once a week I bring you both one small thing to do together. Would you like the first one now, or on your day?
pair-begin-later =
    You and *{ $name }* are on the same side now.

    Once a week I bring you both one small thing to do together. The first one comes on your day.
pair-button-when = When is that?
pair-zone = So that I can pick a good hour: which city are you in? Write its name or share your location.
pair-button-zone = Choose my city
pair-not-linked = You’re not linked with anybody here. /pair makes an invitation for your partner.
not-linked = You’re not linked with anybody here right now. What you wrote is still yours in /journal and /history; /pair makes an invitation.
pair-unpair-ask =
    Unlink from *{ $name }*?

    It happens right away, and I send them nothing. They’ll notice when they look: at /start, at an old button, or when the next card doesn’t come.

    {"*"}What ends:* weekly challenges, the goals you two share, and the reminders you made for each other or for both.

    {"*"}What stays:* your /journal, your own reminders, your jar of thanks, and what you’ve both shared, in /history; you can still read the goals you agreed on in /goals.
pair-button-unpair = Yes, unlink
pair-button-stay = Stay linked
pair-unpaired = You’re unlinked. Everything planned for the two of you has stopped. Your own words are still here: /history and /journal.
pair-stayed = Nothing has changed.

# After linking again: each of the two reads the same, until both have said yes.
pair-again =
    Before your link ended, the two of you had this here:

    { $list }

    Would you like to take it up again? It happens once you’ve both said yes; nobody is told what the other says.
pair-again-line = • { $words }
pair-again-yes = Noted. It happens once you’ve both said yes; nobody is told what the other says.
pair-again-no = All right, it stays as it is. Nobody is told.
pair-again-done = It’s all back: your goals are in /goals, your reminders in /reminders.
pair-button-again = Yes, take it up again
pair-button-not-again = No, leave it
