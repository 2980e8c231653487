# /goals: what the two want together.

command-goals = What the two of you want, one small step at a time
command-goals-words = What the two of you could want
help-goals = what you want to do together

goals-alone = Goals here are for two, and you are not linked with anybody right now. An invitation takes a minute.
goals-none =
    What would you two like to do, learn or have?

    You propose a goal, and it counts once both of you say yes. Small ones are welcome.
goals-list = Your shared goals. Open one to see its next step, or propose another.
goals-past =
    { $state ->
        [done] You did this one together:
       *[other] From an earlier time; it is here to be read only:
    }
goals-enough = You two have { $most } goals already, and that is as many as fit here. Finish one or let one go, and there is room again.
goals-enough-open = { $count } of your proposals wait for a yes, and that is as many as can at a time. Your draft stays; in /goals you can take one back.
goals-enough-today = You have proposed { $count } times today, and that is as many as a day holds. Your draft stays; try again tomorrow.
goals-over = This has changed meanwhile. /goals shows how it stands now.

# A plan, line by line.

goals-words = “{ $words }”
goals-reason = Why: { $reason }
goals-until = By: { $day }
goals-step =
    { $who ->
        [me] Next step, for you: { $step }
        [other] Next step, for { $name }: { $step }
       *[both] Next step, for both of you: { $step }
    }

# Writing a draft.

goals-ask-words = What would you like the two of you to do? Write it in a sentence, up to { $longest } characters. Nobody sees it until you propose it.
goals-ask-step =
    What could be the first step, or the next one?

    Choose something small: half an hour at most, and easy to say when it is done.
goals-ask-who =
    “{ $step }”

    Who does it?
goals-ask-reason = Why does it matter to you? Up to { $longest } characters.
goals-ask-date = By when would be nice? Tap one, or write a date such as 24 December or 2026-12-24.
goals-date-unclear = I am not sure which day you mean. Please write it like 24 December or 2026-12-24.
goals-date-past = That day is over already. Which one to come would you like? Write it like 24 December or 2026-12-24.
goals-date-far = That is more than { $years } years away, too far for me to keep. Which nearer day would do?
goals-empty = There was nothing to read in that. Write a word or two, or /cancel if not now.
goals-too-long = That is too long for here: { $longest } characters fit, and yours are { $over } more. Please write it a little shorter; your message above stays for you to copy from.
goals-from-long = Your answer is longer than a goal can be. How would you put the wish in one sentence, up to { $longest } characters? Nobody sees it until you propose it.
goals-draft =
    { $plan }

    So far only you can see this. Shall I show it to { $name }?
goals-forgotten = All right, it is gone.

# Proposed by one, agreed by the other.

goals-proposed = Proposed to { $name }. It counts once you have both said yes, and nobody is hurried; without that it ends in four weeks. You can change it or take it back in /goals.
goals-preview = Something new about what you two want.
goals-to-you =
    { $name } proposes a goal for the two of you:

    { $plan }

    You can agree, suggest a change, or leave it for now.
goals-change-to-you =
    { $name } suggests this change to your goal:

    { $plan }

    You can agree, suggest something else, or leave it for now.
goals-edited-late = That one is proposed already, so I haven’t changed it. In /goals you can suggest a change or take it back.
goals-put-off = All right, it’s off your list. Nobody is told.
goals-waiting = This is what { $name } proposes. Open one to answer it, or leave it; nobody is told.
goals-waiting-none = There is nothing more that { $name } proposes.
goals-lapsed =
    { $kind ->
        [goal] “{ $goal }” has waited four weeks without a yes from both of you, so the proposal is over.
       *[change] What you proposed about “{ $goal }” has waited four weeks without a yes from both of you, so it’s over. The goal stays as it is.
    }
goals-taken-back = Taken back. Nothing changes.
goals-asked =
    { $kind ->
        [park] I am asking { $name } whether you two set “{ $goal }” aside for a while.
        [resume] I am asking { $name } whether you two take up “{ $goal }” again.
        [finish] I am asking { $name } whether “{ $goal }” is done.
       *[drop] I am asking { $name } whether you two let “{ $goal }” go.
    }

    It happens once you have both said yes. Until then everything stays as it is.
goals-asks-you =
    { $kind ->
        [park] { $name } would like to set this goal aside for a while:
        [resume] { $name } would like to take up this goal again:
        [finish] { $name } thinks that you two have done it:
       *[drop] { $name } would like to let this goal go:
    }

    “{ $goal }”

    What do you think? Without a yes it stays as it is.
goals-asked-mine =
    { $kind ->
        [goal] You have proposed this to { $name }.
        [plan] You have proposed this change to { $name }:
        [park] You have proposed to { $name } to set it aside for a while.
        [resume] You have proposed to { $name } to take it up again.
        [finish] You have proposed to { $name } to call it done.
       *[drop] You have proposed to { $name } to let it go.
    }
goals-asked-theirs =
    { $kind ->
        [goal] { $name } proposes this to you.
        [plan] { $name } suggests this change:
        [park] { $name } would like to set it aside for a while.
        [resume] { $name } would like to take it up again.
        [finish] { $name } thinks that it is done.
       *[drop] { $name } would like to let it go.
    }
goals-agreed-plan =
    You and { $name } agree on this:

    { $goal }
goals-agreed-goal =
    You and { $name } agree on this:

    { $goal }

    If you like, I ask each of you once a week how it is going. It starts when you both want it.
goals-agreed-park = You and { $name } have set “{ $goal }” aside. It waits in /goals until you take it up again.
goals-agreed-resume = You and { $name } are taking up “{ $goal }” again. Its next step is in /goals.
goals-agreed-finish =
    🎉 You and { $name } did it:

    “{ $goal }”

    Take a moment for it tonight: a toast, a walk, a long hug. What did you like about doing it together?
goals-agreed-drop = You and { $name } have let “{ $goal }” go. That makes room for something else.
goals-parked = It is set aside for now.
goals-you-left = You have left your part of this one.
goals-left = You have left your part. I will not bring it up again, and nobody is told. Once both of you have left it, it ends, and that shows.

# The weekly check-in.

goals-check-on = Good. Once you both want it, I ask each of you once a week, on the day of your challenge and at your own hour. You and { $name } see each other’s answers only when both are in. You can switch it off at any time.
goals-check-off = I will not ask you about this goal any more. Nobody is told; who goes on being asked sees no answer of yours.
goals-check =
    How has this been going since last week?

    { $plan }

    Your answer is shown to both of you when both are in.
goals-check-several = A look at your goals. How have they been going since last week? Take any of them, or none.
goals-check-number = { $number }. { $words }
goals-ask-note = A line about it? It goes along with your answer.
goals-how =
    { $how ->
        [well] It went well.
        [some] Some of it.
       *[notyet] Not yet.
    }
goals-note = “{ $note }”
goals-check-draft =
    Your answer so far:

    { $said }

    Only you can see it.
goals-check-in =
    Yours is in:

    { $said }

    You will each see both answers as soon as both are in. Until then you can change yours or take it back.
goals-check-both-in = Both answers are in.
goals-check-in-seen = You have both seen these answers already, so they stay as they are. You can talk about it, of course.
goals-check-reveal =
    Both of you have looked at your goal.

    {"*"}You*
    { $own }

    {"*"}{ $name }*
    { $other }

    { $plan }

    Does the next step still fit? Choose another one if it does not.

goals-button-all = All goals
goals-button-new = Propose a goal
goals-button-past = Look back
goals-button-draft = My draft: { $words }
goals-button-invite = Invite your partner
goals-button-goal =
    { $state ->
        [proposed] Proposed: { $words }
        [parked] Set aside: { $words }
        [left] Left: { $words }
        [asked] Waits for your answer: { $words }
       *[active] { $words }
    }
goals-button-newer = ◀ Newer
goals-button-older = Older ▶
goals-button-from = Make it a shared goal
goals-button-propose = Propose it
goals-button-words = Words
goals-button-step = Next step
goals-button-reason = Why
goals-button-date = A date
goals-button-forget = Never mind
goals-button-no-step = No step yet
goals-button-no-reason = No reason
goals-button-no-until = No date
goals-button-in-week = In a week
goals-button-in-month = In a month
goals-button-in-season = In three months
goals-button-in-year = By the end of the year
goals-button-both = Both of us
goals-button-me = I do
goals-button-you = { $name }
goals-button-agree = Agree
goals-button-suggest = Suggest a change
goals-button-later = Not now
goals-button-waiting = What { $name } proposes
goals-button-back = Take it back
goals-button-change = Change it
goals-button-next = Choose the next step
goals-button-finish = We did it
goals-button-park = Set it aside
goals-button-resume = Take it up again
goals-button-drop = Let it go
goals-button-leave = Leave my part
goals-button-in = I am in again
goals-button-show = Show the goal
goals-button-thank = A kind word for it
goals-button-check-on = Ask me once a week
goals-button-check-off = Stop asking me
goals-button-check-in = This week’s check-in
goals-button-number = { $number }
goals-button-about = { $words }
goals-button-well = It went well
goals-button-some = Some of it
goals-button-notyet = Not yet
goals-button-share = Share when both are in
goals-button-note = Add a line
goals-button-again = Change
goals-button-unshare = Take it back
