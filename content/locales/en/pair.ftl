# /pair and /unpair.

command-pair = Invite your partner, or use their code
command-pair-words = The code that your partner gave you
help-pair = link with your partner
command-unpair = End the link with your partner
help-unpair = unlink, alone and at once

pair-invite =
    Forward or copy the next message to your partner, or read them the code.

    It works once, for 48 hours. When they accept, I ask you first whether it is really them.
pair-invitation =
    { $name } would like the two of you to try *Same Side*: one small thing to do together each week. Look around first; nothing happens until you say yes.

    { $ways }

    What you write stays hidden until you both choose to share it. You can leave at any time, alone, without a reason.
# A way to the bot on one platform; $how is `open` where the link brings the code along.
pair-way =
    { $how ->
        [open]
            On { $platform }, open this link, or send the bot `/pair { $code }`:
            { $link }
        [add]
            On { $platform }, add the bot by this link, then send it `/pair { $code }`:
            { $link }
       *[code] On { $platform }, send the bot `/pair { $code }`.
    }
pair-button-language = The invitation in { $language }
pair-button-have-code = I have a code
pair-ask-code = Type the code that you were given. Capitals, spaces and dashes do not matter.
pair-code-unknown = I do not know that code. Codes work once, for 48 hours. Type it once more, or ask for a new one.
pair-too-many-tries = That was a few wrong codes in a row. Please try again in an hour, or ask your partner for a new invitation.
pair-own-code = That is your own code. It is meant for your partner: pass the invitation on to them.
pair-code-expired = That code is older than 48 hours and has expired. Ask your partner to send /pair again for a new one.
pair-already-linked = You are linked with your partner already. One at a time: /unpair comes first.
# The same for every reason that would tell something about the other person.
pair-not-now = This link can’t be made right now. If you both still want it, /pair makes a new invitation.
pair-promises =
    • What you answer stays hidden until both of you choose to share.
    • Your journal and your settings are yours alone: I show them to nobody else.
    • Either of you can leave at any time, alone and at once, and keeps their own words.
pair-welcome =
    {"*"}{ $name }* invites you to be on the same side here.

    { pair-promises }

    Shall I link you? { $name } is asked to confirm; if you say no, nobody is told.
pair-welcome-keep =
    {"*"}{ $name }* invites you to be on the same side here.

    { pair-promises }

    For that, I keep what you write:

    { $facts }

    Shall I link you? { $name } is asked to confirm; if you say no, nobody is told.
pair-button-accept = Yes, link us
pair-button-accept-keep = Yes, link us and keep what I write
pair-button-decline = Not now
pair-accepted = Lovely. { $name } is asked to confirm; you will hear from me then.
pair-declined = That is fine. Nobody is told; a yes that you gave before no longer counts, and who confirms it notices. /reflect works for you alone whenever you like.
pair-confirm =
    Your invitation was accepted.

    {"*"}{ $name }* said yes to it. Is this your partner? If you do not know who it is, say no: the code stops working, and nobody is told.
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
pair-zone = One thing is still missing: what time is it where you are? Then your challenge comes at a good hour.
pair-button-zone = Set my time zone
pair-not-linked = You are not linked with anybody here. /pair makes an invitation for your partner.
not-linked = You are not linked with anybody here right now. What you wrote is still yours in /journal and /history; /pair makes an invitation.
pair-unpair-ask =
    Unlink from *{ $name }*?

    It happens at once, and I send them nothing. They notice when they look: at /start, at an old button, or when the next card doesn’t come.

    {"*"}What ends:* weekly challenges, the goals you two share, and the reminders that you made for each other or for both.

    {"*"}What stays:* your /journal, your own reminders, your jar of thanks, and what you both had shared in /history; goals you had agreed on can still be read in /goals.
pair-button-unpair = Yes, unlink
pair-button-stay = Stay linked
pair-unpaired = You are unlinked. Everything planned for the two of you has stopped. Your own words are still here: /history and /journal.
pair-stayed = Nothing has changed.

# After linking again: each of the two reads the same, until both have said yes.
pair-again =
    Before your link ended, the two of you had this here:

    { $list }

    Would you like to take it up again? It happens once both of you have said yes; nobody is told what the other says.
pair-again-line = • { $words }
pair-again-yes = Noted. It happens once both of you have said yes; nobody is told what the other says.
pair-again-no = All right, it stays as it is. Nobody is told.
pair-again-done = It is taken up again: your goals are in /goals, your reminders in /reminders.
pair-button-again = Yes, take it up again
pair-button-not-again = No, leave it
