# /thanks and its jar.

command-thanks = Send your partner a note of thanks
command-thanks-words = Your note of thanks
help-thanks = a note of thanks for your partner

thanks-begin = Is there something you’d like to thank { $name } for? One sentence is enough. Write it here, let me help you find words, or look into the jar.
thanks-ask = What would you like to thank { $name } for? Write one sentence. You’ll see it again before it’s sent.
thanks-change = Write it again, just the way you’d like it. Until then, the first one stays as it is.
thanks-too-long = That’s a little too long: { $longest } characters fit, and you have { $over } too many. Please write a shorter one. Your message above is still there to copy from.
# When the words don't come: each asks for one thing, and for what it showed of them.
thanks-hint =
    { $hint }

    One sentence is enough: what it was, and what it showed you about them. Write it here. You’ll see it again before it’s sent.
thanks-hint-1 = What did { $name } do this week that nobody asked for? What does it say about them?
thanks-hint-2 = When did { $name } make something easier for you lately? What had they noticed?
thanks-hint-3 = Which small habit of { $name } would you miss? What does it say about who they are?
thanks-hint-4 = When did { $name } listen to you at just the right moment? How did that show what you mean to them?
thanks-hint-5 = What has { $name } stuck with lately, even though it was hard? What strength did you see in that?
thanks-hint-6 = When did { $name } make you laugh? What do they have that nobody else has?
thanks-hint-7 = What did { $name } do for somebody else that made you glad to be with them? What do they care about?
thanks-hint-8 = What does { $name } take care of that nobody sees? What does it tell you about them?
thanks-hint-9 = What have you learned from { $name }? How did they show it to you?
thanks-hint-10 = When did { $name } let something go, or take the first step after a fight? What did that take?
thanks-hint-11 = When were you glad lately that { $name } was there? What did they do, and what does it say about them?
thanks-hint-12 = What did { $name } give up or put off for you? What did it tell you about what matters to them?
thanks-nudge =
    A small nudge, in case it helps.

    { $hint }

    One sentence is enough. _You can choose your nudges in /settings._

thanks-show =
    For { $name }:

    “{ $words }”
thanks-kept = Saved for them.
thanks-sent-already = That one has already been sent, so it stays as it was.
thanks-left = I haven’t sent it. It’s in your /journal now, and I show that only to you.
thanks-enough-today = You’ve sent { $count } today, and that’s the limit for one day. Nothing gets lost: tap *Send* again tomorrow.
thanks-nobody = You aren’t linked with anybody right now, so there’s nobody to send a note of thanks to. An invitation takes a minute, and the jar is yours either way.
thanks-arrived =
    A note of thanks for you.

    From { $name }:

    “{ $words }”

    _You can choose in /settings when these reach you._

thanks-jar-received =
    From { $name }:

    “{ $words }”
thanks-jar-given =
    You, to { $name }:

    “{ $words }”
thanks-taken-out =
    It’s out of your jar, and *A random one* never brings it back. { $name } isn’t told, and still has it.

    /export still has it, and says so. If a message brought it, that stays in this chat until you delete it.
thanks-draw-none = There’s nothing in the jar from { $name } yet. What you gave is there, too, and maybe a note from you gets it started.
thanks-draw-none-alone = Nobody has put anything into the jar for you yet. What you gave is there, too.
thanks-jar-empty = The jar is empty so far. It keeps every note of thanks that you send or get.

thanks-button-write = Write one
thanks-button-help = Help me find words
thanks-button-other = Another one
thanks-button-draw = A random one
thanks-button-out = Take it out of my jar
thanks-button-out-undo = Undo
thanks-button-jar = Look into the jar
thanks-button-send = Send
thanks-button-change = Change
thanks-button-later = Not now
thanks-button-delete = Delete it
thanks-button-newer = ◀ Newer
thanks-button-older = Older ▶
thanks-button-invite = Invite your partner
