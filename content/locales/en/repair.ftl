# /repair: after a fight.

command-repair = After a fight: a quiet way back
help-repair = a way back after a fight

repair-fear = This is for two people who are safe with each other. If you’re afraid of your partner, this isn’t the right tool, and it isn’t your job to fix things: /support is just for you.
repair-begin =
    {"*"}After a fight*

    It takes about twenty minutes, after some time to cool down. You write four short answers, for yourself. Your partner sees none of them unless you both say you’re ready. You can stop at any point, and what you wrote is deleted.

    When should I come back to you?
repair-asked-you = { $name } has asked if you’d like to take part. You don’t have to, and nobody is told what you do.
repair-asks-you =
    Something from your partner, for a quiet moment.

    { $name } would like to find a way back after your fight, and asks if you’d like to take part.

    Each of you writes alone, and neither of you sees anything until you’re both ready. You don’t have to answer, now or ever, and nobody is told what you do. If you’d like to: when should I come back to you?
repair-cooling = Good. I’ll be back at { $time }. Until then, leave the fight alone if you can: walk a little, drink some water, do something with your hands.
repair-still-cooling = You’re still taking time to cool down, and I’ll come as planned. If you already feel calm, you can start.
repair-calm = I’m back, as you asked. Are you calm enough to write a few lines?

repair-ask-fair =
    {"*"}1 of 4*

    Think of somebody who wishes you both well and saw it all. How would they describe what happened? Up to { $longest } characters.
repair-ask-felt =
    {"*"}2 of 4*

    What did you feel? One word is enough: “hurt”, “alone”, “angry”. Only your own feeling, nothing about your partner. Up to { $longest } characters.
repair-ask-need =
    {"*"}3 of 4*

    What do you need? Something anybody might need: rest, to be asked, to matter. Up to { $longest } characters.
repair-ask-wish =
    {"*"}4 of 4*

    One request: something to do, not something to stop, and small enough for this week. Up to { $longest } characters.
repair-empty = That message was empty. Write a word or two, or send /cancel if not now. /repair picks up where you left off.
repair-too-long = { $longest } characters fit here, and you have { $over } too many. Please make it shorter. Your message above is still there to copy from.
repair-shown-already = You’ve both read these, so they stay as they are. You can still talk about them, of course.

repair-side =
    _A fair outsider would say:_ { $fair }
    _Felt:_ { $felt }
    _Need:_ { $need }
    _A request:_ { $wish }
repair-draft =
    Only you can see this:

    { $side }

    If you say you’re ready, you’ll each see both sides once your partner is ready, too. Until then you can change yours or stop.
repair-draft-alone =
    Only you can see this:

    { $side }

    You can pick one small thing from it to try yourself, or stop here.
repair-change = Which one would you like to change? Until you say so again, you’re not ready.
repair-ready =
    You’re ready. Once you both are, you’ll each read both sides.

    Maybe it stays just with you, and that’s fine: writing it down can help, too. I ask { $name } only if you tap it, and only once.
repair-asked = It’s up to { $name } now whether and when they take part. You’ll only hear about it when you’re both ready.
repair-result =
    You’re both ready.

    {"*"}You*
    { $own }

    {"*"}{ $name }*
    { $other }

    {"*"}Face to face*
    Sit down together. Say back what the other wrote, until they say “yes, that’s it”. Then swap. Nobody defends anything yet. Then look at the two requests: what small thing could you two try for a week?
repair-agreed =
    {"*"}For this week:*
    { $trial }
repair-proposed-theirs =
    {"*"}Proposed by { $name }:*
    { $trial }

    It starts only once you’ve both said yes. Nobody is told of a no.
repair-proposed-mine =
    {"*"}Proposed by you:*
    { $trial }

    It starts only once you’ve both said yes.

repair-ask-trial =
    { $who ->
        [both] What small thing would you like you two to try for a week? One sentence, up to { $longest } characters. You’ll see it again before it goes to your partner.
       *[me] What small thing would you like to try yourself for a week? One sentence, up to { $longest } characters. It stays with you.
    }
repair-trial-kept = Good. I’ll ask you in a week how it went. Until then, I won’t bring it up.
repair-trial-told =
    Something from your partner.

    { $name } proposes something small to try:

    “{ $trial }”

    It starts only if you say yes, too. Nobody is told of a no, and you can propose something else.
repair-proposed = Proposed to { $name }. It starts only once you’ve both said yes. Until then, it’s under your name in /repair.
repair-taken-back = Taken back.
repair-put-off = All right, it’s off your page. Nobody is told.
repair-meanwhile = That has changed in the meantime. This is how it stands:
repair-agreed-preview = Something that you two agree on.
repair-both-agreed =
    You and { $name } both said yes.

    {"*"}For this week:*
    { $trial }

    If you like, I can ask you in a week how it went.
repair-look-planned = I’ll ask you in a week.
repair-look =
    A week ago you wanted to try something:

    “{ $trial }”

    If it helped a little, tell each other. That’s worth more than any plan. If it didn’t, it was only a trial, and something smaller might work.

    What you wrote then is deleted in a few days, unless you keep a copy.

repair-stop-sure = Should I delete what you wrote? Nobody is told.
repair-stopped = All right, that’s over, and what you wrote here is deleted. Nobody is told.
repair-kept = Your own words are in your /journal, and I show that only to you. Everything else of yours here is deleted.
repair-before = There’s also something you wrote before. Nobody else gets to see it any more. You can read it, keep a copy, or delete it.
repair-before-shown =
    Here’s what you wrote then:

    { $words }

repair-button-twenty = In 20 minutes
repair-button-hour = In an hour
repair-button-tonight = Tonight
repair-button-start = I’m calm, let’s begin
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
repair-button-yes = Yes, let’s try it
repair-button-no = Not for me
repair-button-back = Take it back
