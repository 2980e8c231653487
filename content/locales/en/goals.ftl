# /goals: what the two want together.

command-goals = What the two of you want, one small step at a time
command-goals-words = What you two could want
help-goals = what you want to do together

goals-alone = Goals here are for two, and you aren’t linked with anybody right now. An invitation takes a minute.
goals-none =
    What would you two like to do, learn or have?

    You propose a goal, and it starts once your partner says yes, too. Small ones are welcome.
goals-list = Your shared goals. Open one to see its next step, or propose another.
goals-past =
    { $state ->
        [done] You two did this one together:
       *[other] From an earlier time, just to read:
    }
goals-enough = You two have { $most } goals already, and that’s as many as fit. Finish one or let one go to make room.
goals-enough-open = { $count } of your proposals are waiting for a yes, and that’s the limit. Your draft stays. You can take one back in /goals.
goals-enough-today = You’ve proposed { $count } times today, and that’s the limit for one day. Your draft stays. Try again tomorrow.
goals-over = This has changed in the meantime. /goals shows how it stands now.

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
goals-milestones = On the way:
goals-milestone = • { $words }

# A year with a goal, or a goal that is reached: a page for both.

goals-page =
    { $state ->
        [done] You two did this one together:
       *[year] A year ago, this goal began:
    }

    “{ $words }”
goals-page-end = Look at it together tonight, if you like. What are you glad about?
goals-page-heading = For the two of you
goals-page-names = { $one } and { $two }
goals-page-since = Since { $day }

# Writing a draft.

goals-ask-words = What would you like to do together? Write one sentence, up to { $longest } characters. Nobody sees it until you propose it.
goals-ask-step =
    What could be the first step, or the next one?

    Choose something small: half an hour at most, and easy to tell when it’s done.
goals-ask-who =
    “{ $step }”

    Who does it?
goals-ask-reason = Why does it matter to you? Up to { $longest } characters.
goals-ask-milestone = What have you two done on the way? Write one line, up to { $longest } characters. It stands with the goal once you’ve both said yes.
goals-enough-milestones = This goal has { $most } milestones, and that’s as many as fit. In *Change it* you can take the newest one out.
goals-ask-date = When would you like to have it done? Tap one, or write it, such as 24 December or “in six months”.
goals-date-unclear = I’m not sure which day you mean. Please write it another way, such as 24 December.
goals-which-date = Which day do you mean? Tap it, or write it another way.
goals-button-day = { $day }
goals-date-past = That day is already over. Which day would you like instead? Write it like 24 December.
goals-date-far = That’s more than { $years } years away, too far for me to keep. Which earlier day would work?
goals-empty = That message was empty. Write a word or two, or send /cancel if not now.
goals-too-long = That’s too long: { $longest } characters fit, and you have { $over } too many. Please write it a little shorter. Your message above is still there to copy from.
goals-from-long = Your answer is longer than a goal can be. How would you put the wish in one sentence, up to { $longest } characters? Nobody sees it until you propose it.
goals-draft =
    { $plan }

    Only you can see this so far. Should I show it to { $name }?
goals-forgotten = All right, it’s gone.

# Proposed by one, agreed by the other.

goals-proposed = Proposed to { $name }. It starts once they say yes, and there’s no rush. If that doesn’t happen in four weeks, the proposal ends. You can change it or take it back in /goals.
goals-preview = Something new about what you two want.
goals-to-you =
    { $name } proposes a goal for the two of you:

    { $plan }

    You can agree, suggest a change, or leave it for now.
goals-change-to-you =
    { $name } suggests this change to your goal:

    { $plan }

    You can agree, suggest something else, or leave it for now.
goals-edited-late = That one is already proposed, so I haven’t changed it. In /goals you can suggest a change or take it back.
goals-put-off = All right, it’s off your list. Nobody is told.
goals-waiting = This is what { $name } proposes. Open one to answer it, or leave it; nobody is told.
goals-waiting-none = { $name } isn’t proposing anything else.
goals-lapsed =
    { $kind ->
        [goal] “{ $goal }” has waited four weeks without a yes from both of you, so the proposal is over.
       *[change] What you proposed about “{ $goal }” has waited four weeks without a yes from both of you, so it’s over. The goal stays as it is.
    }
goals-taken-back = Taken back. Nothing changes.
goals-asked =
    { $kind ->
        [park] I’m asking { $name } whether to set “{ $goal }” aside for a while.
        [resume] I’m asking { $name } whether to take up “{ $goal }” again.
        [finish] I’m asking { $name } whether “{ $goal }” is done.
       *[drop] I’m asking { $name } whether to let “{ $goal }” go.
    }

    It happens once you’ve both said yes. Until then, everything stays as it is.
goals-asks-you =
    { $kind ->
        [park] { $name } would like to set this goal aside for a while:
        [resume] { $name } would like to take up this goal again:
        [finish] { $name } thinks you two have done it:
       *[drop] { $name } would like to let this goal go:
    }

    “{ $goal }”

    What do you think? Without your yes, it stays as it is.
goals-asked-mine =
    { $kind ->
        [goal] You’ve proposed this to { $name }.
        [plan] You’ve proposed this change to { $name }:
        [park] You’ve proposed to { $name } to set it aside for a while.
        [resume] You’ve proposed to { $name } to take it up again.
        [finish] You’ve proposed to { $name } to call it done.
       *[drop] You’ve proposed to { $name } to let it go.
    }
goals-asked-theirs =
    { $kind ->
        [goal] { $name } proposes this to you.
        [plan] { $name } suggests this change:
        [park] { $name } would like to set it aside for a while.
        [resume] { $name } would like to take it up again.
        [finish] { $name } thinks it’s done.
       *[drop] { $name } would like to let it go.
    }
goals-agreed-plan =
    You and { $name } agree on this:

    { $goal }
goals-agreed-goal =
    You and { $name } agree on this:

    { $goal }

    If you like, I can ask each of you once a week how it’s going. That starts when you both want it.
goals-agreed-park = You and { $name } have set “{ $goal }” aside. It waits in /goals until you take it up again.
goals-agreed-resume = You and { $name } are taking up “{ $goal }” again. Its next step is in /goals.
goals-agreed-finish =
    🎉 You and { $name } did it:

    “{ $goal }”

    Take a moment for it tonight: a toast, a walk, a long hug. What did you like about doing it together?
goals-agreed-drop = You and { $name } have let “{ $goal }” go. That makes room for something else.
goals-parked = It’s set aside for now.
goals-you-left = You’ve stepped back from this goal.
goals-left = You’ve stepped back from this goal. I won’t bring it up again, and nobody is told. Once both of you have stepped back, it ends, and that shows.

# The weekly check-in.

goals-check-on = Good. Once you both want it, I’ll ask each of you once a week, on challenge day and at your own hour. You and { $name } see each other’s answers only when you’ve both shared. You can turn it off any time.
goals-check-off = I won’t ask you about this goal any more. Nobody is told. If your partner is still asked, they won’t see an answer from you.
goals-check =
    How has this been going since last week?

    { $plan }

    You both see the answers once you’ve both shared.
goals-check-several = Time for a look at your goals. How have they been going since last week? Take any of them, or none.
goals-check-number = { $number }. { $words }
goals-ask-note = Would you like to add a line? It goes with your answer.
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
    You’ve shared this:

    { $said }

    You’ll each see both answers once you’ve both shared. Until then you can change yours or take it back.
goals-check-both-in = You’ve both shared your answers.
goals-check-in-seen = You’ve both seen these answers, so they stay as they are. You can still talk about it, of course.
goals-check-reveal =
    You’ve both looked at your goal.

    {"*"}You*
    { $own }

    {"*"}{ $name }*
    { $other }

    { $plan }

    Does the next step still fit? If not, choose another one.

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
goals-button-reached = Add a milestone
goals-button-milestone = A milestone
goals-button-unreached = Take out the newest
goals-button-page = Our page
goals-button-park = Set it aside
goals-button-resume = Take it up again
goals-button-drop = Let it go
goals-button-leave = Step back from it
goals-button-in = I’m in again
goals-button-show = Show the goal
goals-button-thank = Send a note of thanks
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
