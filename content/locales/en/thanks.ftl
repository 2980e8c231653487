# /thanks and its jar.

command-thanks = Leave your partner a kind word
command-thanks-words = The kind sentence
help-thanks = a kind sentence for your partner

thanks-begin = Is there something you would like to thank { $name } for? One kind sentence is enough. Write it here, let me help you find words, or look into the jar.
thanks-ask = What would you like to thank { $name } for? Write one sentence. You see it again before it is sent.
thanks-change = Write it again, just as you would like it. Until then the first one stays as it is.
thanks-too-long = That is lovely, and too long for here: { $longest } characters fit, and yours are { $over } more. Please write a shorter one; your message above stays for you to copy from.
# When the words don't come: each asks for one thing, and for what it showed of them.
thanks-hint =
    { $hint }

    One sentence is enough: what it was, and what it showed of them. Write it here; you see it again before it is sent.
thanks-hint-1 = What did { $name } do this week that nobody had asked for? What does it show of them?
thanks-hint-2 = When did { $name } make something easier for you lately? What had they noticed?
thanks-hint-3 = Which small habit of { $name } would you miss? What does it say about who they are?
thanks-hint-4 = When did { $name } listen to you at just the right moment? How did that show what you mean to them?
thanks-hint-5 = What has { $name } kept at lately, although it was hard? Which strength did you see in it?
thanks-hint-6 = When did { $name } make you laugh? What is it in them that nobody else has?
thanks-hint-7 = What did { $name } do for somebody else that made you glad to be at their side? What is it that they care about?
thanks-hint-8 = What does { $name } take care of that mostly goes unseen? What does it tell you about them?
thanks-hint-9 = What have you learned from { $name }? How did they show it to you?
thanks-hint-10 = When did { $name } let something go, or make the first step after a quarrel? What did that take?
thanks-hint-11 = When were you glad lately that { $name } was there? What did they do, and what does it show of them?
thanks-hint-12 = What did { $name } give up or put off for you? What did it tell you about what matters to them?
thanks-nudge =
    A small nudge, in case it helps.

    { $hint }

    One kind sentence is enough. _/settings has a choice of nudges._

thanks-show =
    For { $name }:

    “{ $words }”
thanks-kept = Kept for them.
thanks-sent-already = That one has been sent already, so it stays as it was.
thanks-left = I have not sent it. It is in your /journal now, which I show to you alone.
thanks-enough-today = You have sent { $count } today, and that is as many as a day holds. Nothing is lost: press *Send* again tomorrow.
thanks-nobody = You are not linked with anybody right now, so there is nobody to send a kind sentence to. An invitation takes a minute; the jar is yours either way.
thanks-arrived =
    A kind word for you.

    From { $name }:

    “{ $words }”

    _/settings has a choice of when these reach you._

thanks-jar-received =
    From { $name }:

    “{ $words }”
thanks-jar-given =
    You, to { $name }:

    “{ $words }”
thanks-taken-out =
    It’s out of your jar, and *A random one* never brings it back. { $name } isn’t told, and still has it.

    /export still has it, and says so. If a message brought it, that stays in this chat until you delete it.
thanks-draw-none = There is nothing in the jar from { $name } so far. What you gave is there, too; a sentence of yours may well be the beginning.
thanks-draw-none-alone = Nobody has put anything into the jar for you so far. What you gave is there, too.
thanks-jar-empty = The jar is empty so far. It keeps every kind sentence that you send or get.

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
