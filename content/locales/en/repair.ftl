# /repair: after a quarrel.

command-repair = After a quarrel: a quiet way back
help-repair = a way back after a quarrel

repair-fear = This is for two who are safe with each other. If you are afraid of your partner, it is the wrong tool, and none of this is yours to mend: /support is for you alone.
repair-begin =
    {"*"}After a quarrel*

    It takes about twenty minutes, and first some time to cool down. You write four short answers, for yourself. Your partner sees nothing of them unless you both say that you are ready. You can stop at any point, and what you wrote is gone.

    When shall I come back to you?
repair-asked-you = { $name } has asked whether you take part. You need not, and nobody is told what you do.
repair-asks-you =
    Something from your partner, for a quiet moment.

    { $name } would like to find a way back after your quarrel, and asks whether you take part.

    Each of you writes apart, and neither sees anything until both are ready. You need not answer, now or at all, and nobody is told what you do. If you like: when shall I come back to you?
repair-cooling = Good. I will be back at { $time }. Until then, leave the quarrel alone if you can: walk a little, drink some water, do something with your hands.
repair-still-cooling = You are still taking time to cool down, and I will come as planned. If you are calm already, you can begin.
repair-calm = Here I am, as you asked. Are you calm enough to write a few lines?

repair-ask-fair =
    {"*"}1 of 4*

    Think of somebody who wishes you both well and has seen it all. How would they tell what happened? Up to { $longest } characters.
repair-ask-felt =
    {"*"}2 of 4*

    What did you feel? One word is enough, “hurt” or “alone” or “angry”. What your partner is like belongs elsewhere. Up to { $longest } characters.
repair-ask-need =
    {"*"}3 of 4*

    What do you need? Something that any person may need: rest, to be asked, to count. Up to { $longest } characters.
repair-ask-wish =
    {"*"}4 of 4*

    One request: something to do, not something to stop, and small enough for this week. Up to { $longest } characters.
repair-empty = There was nothing to read in that. Write a word or two; /cancel if not now, and /repair goes on where you left.
repair-too-long = { $longest } characters fit here, and yours are { $over } more. Please say it shorter; your message above stays for you to copy from.
repair-shown-already = You have both read these already, so they stay as they are. You can talk about them, of course.

repair-side =
    _A fair outsider would say:_ { $fair }
    _Felt:_ { $felt }
    _Need:_ { $need }
    _A request:_ { $wish }
repair-draft =
    Only you can see this:

    { $side }

    When you say that you are ready, it is shown as soon as both of you are; until then you can change it or stop.
repair-draft-alone =
    Only you can see this:

    { $side }

    You can take one small thing out of it to try yourself, or stop here.
repair-change = Which one would you like to change? Until you say so again, you are not ready.
repair-ready =
    Yours is ready. As soon as both of you are, you each read both.

    It may well stay yours alone, and that is fine: writing it down can help by itself. I only ask { $name } if you tap it, and only once.
repair-asked = It waits for { $name } now. Whether and when they take part is theirs alone; you hear of it only when both of you are ready.
repair-result =
    Both of you are ready.

    {"*"}You*
    { $own }

    {"*"}{ $name }*
    { $other }

    {"*"}Face to face*
    Sit down together. Each says back what the other wrote, until the other says “yes, that is it”. Nobody defends anything yet. Then look at the two requests: what small thing could you two try for a week?
repair-agreed =
    {"*"}For this week:*
    { $trial }
repair-proposed-theirs =
    {"*"}Proposed by { $name }:*
    { $trial }

    It counts only once both of you have said yes. Nobody is told of a no.
repair-proposed-mine =
    {"*"}Proposed by you:*
    { $trial }

    It counts only once both of you have said yes.

repair-ask-trial =
    { $who ->
        [both] What small thing would you propose to try for a week? In a sentence, up to { $longest } characters. You see it once more before it goes to your partner.
       *[me] What small thing would you like to try yourself for a week? In a sentence, up to { $longest } characters. It stays with you.
    }
repair-trial-kept = Good. In a week I ask you how it was. Until then nothing more comes of this.
repair-trial-told =
    Something from your partner.

    { $name } proposes something small to try:

    “{ $trial }”

    It counts only if you say yes, too. Nobody is told of a no, and you can propose something else.
repair-proposed = Proposed to { $name }. It counts only once both of you have said yes; until then it stands under your name in /repair.
repair-taken-back = Taken back.
repair-put-off = All right, it’s off your page. Nobody is told.
repair-meanwhile = That has changed meanwhile. This is how it stands:
repair-agreed-preview = Something that the two of you agree on.
repair-both-agreed =
    You and { $name } both said yes.

    {"*"}For this week:*
    { $trial }

    If you like, I ask you in a week how it was.
repair-look-planned = I will ask you in a week.
repair-look =
    A week ago there was something you wanted to try:

    “{ $trial }”

    If it helped a little, say so to each other; that is worth more than any plan. If it did not, it was only a trial, and something smaller may do.

    What you wrote then is deleted in a few days, unless you keep a copy.

repair-stop-sure = Shall I delete what you wrote? Nobody is told.
repair-stopped = All right, that is over, and what you wrote here is deleted. Nobody is told.
repair-kept = Your own words are in your /journal, which I show to you alone. Everything else of yours here is deleted.
repair-before = There is also something that you wrote before. Nobody is shown it any more; you can read it, keep a copy, or delete it.
repair-before-shown =
    This is what you wrote then:

    { $words }

repair-button-twenty = In 20 minutes
repair-button-hour = In an hour
repair-button-tonight = Tonight
repair-button-start = I am calm, let us begin
repair-button-stop = Stop here
repair-button-stop-sure = Yes, delete it
repair-button-go-on = Go on
repair-button-keep = Keep a copy in my journal
repair-button-let-go = Let it go
repair-button-change = Change something
repair-button-fair = What happened
repair-button-felt = What I felt
repair-button-need = What I need
repair-button-wish = My request
repair-button-ready = Show it when both are ready
repair-button-ask = Ask my partner to take part
repair-button-trial = Something small to try
repair-button-look = Ask me in a week
repair-button-before = What I wrote before
repair-button-yes = Yes, let us try it
repair-button-no = Not for me
repair-button-back = Take it back
