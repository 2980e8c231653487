# /challenge and /history: the couple's week.

command-challenge = This week’s challenge for the two of you
help-challenge = this week’s challenge
command-history = Look back at earlier weeks
help-history = what you two did and shared
# The first line of each card: all that a locked screen may show.
challenge-preview = Your week on the same side

challenge-closed-line = Last time’s round is closed. Both your answers are in /history.
challenge-news-day = Your partner chose a new day: challenges now come on { $weekday }.
challenge-news-pace =
    { $weeks ->
        [1] Your partner chose a new pace: challenges now come every week.
       *[other] Your partner chose a new pace: challenges now come every { $weeks } weeks.
    }
challenge-again = You two have been through all the challenges I have. I’ll begin again now, with what you liked first.
challenge-slower-offer = It’s been quiet these last weeks, and that’s fine. Would a challenge every two weeks suit you better?
challenge-button-slower = Every two weeks
challenge-slower-done = Every two weeks it is. You can change that in /settings.
challenge-stopped = It’s been quiet for a while, so I’ll stop sending you both challenges. Nothing is lost: /challenge starts them again whenever you like.
challenge-thanks =
    A note of thanks from { $name }:
    “{ $words }”

challenge-waits = Waiting for you from { $name }: { $what }.
challenge-waits-preview = Something waits for you.
challenge-waits-goals = something about your goals
challenge-waits-reminders = something about reminders
challenge-waits-repair = something about a fight
challenge-waits-history = something back on your answer
challenge-waits-ask = something in /ask
challenge-waits-cards = an evening with cards
challenge-waits-evenings = a free evening to find
challenge-waits-dates = a day to share
challenge-waits-letter = a letter
challenge-button-waits-thanks = Notes of thanks
challenge-button-waits-goals = Our goals
challenge-button-waits-reminders = Our reminders
challenge-button-waits-repair = After the fight
challenge-button-waits-history = What came back
challenge-button-waits-ask = Questions
challenge-button-waits-cards = Tonight’s cards
challenge-button-waits-evenings = Free evenings
challenge-button-waits-dates = Days to share
challenge-button-waits-letter = Read the letter

challenge-from-pack = _From a pack that was added by the person who runs this bot._
challenge-card =
    { $theme }
    {"*"}{ $title }*
    _For { $good_for }_
    { $details }

    { $why }

    {"*"}Together*
    { $steps }

    {"*"}One question, each on your own*
    { $question }
# One short line: how long, where, what it costs, and who can be around.
challenge-details =
    { $minutes ->
        [one] about { $minutes } minute
       *[other] about { $minutes } minutes
    } · { $place ->
        [home] at home
        [out] outdoors
       *[anywhere] anywhere
    } · { $cost ->
        [free] free
       *[little] costs a little
    } · { $children ->
        [yes] fine with kids around
       *[no] just you two
    }
challenge-button-answer = Answer
challenge-button-pick = { $label }
challenge-button-why = Why?
challenge-button-later = Later
challenge-button-swap = Another one
challenge-button-skip = Skip
challenge-button-show = Show the challenge

challenge-ask =
    { $question }

    Write it here, or send a voice note or a photo, as long or as short as you like. Nobody sees it until you share it. /cancel if not now.
challenge-ask-photo =
    { $question }

    Send the photo here, or tell it in words: both count the same. Nobody sees it until you share it. /cancel if not now.
challenge-ask-voice =
    { $question }

    Send the voice note here, or write it: both count the same. Nobody hears it until you share it. /cancel if not now.
challenge-pick = Pick again:
challenge-sheet-rank = Tap them in your order, first to last. Or write it, such as { $example }.
challenge-sheet-pick = Tap all that fit, then *Done*. Or write them, such as { $example }.
challenge-sheet-this-or-that = Tap one on each line. Or write all five, such as { $example }.
challenge-sheet-guess-own = First, your own answer:
challenge-sheet-guess-theirs =
    Your own answer: { $own }

    { $guess }
challenge-sheet =
    { $question }

    { $how }

    Nobody sees it until you share it. /cancel if not now.
challenge-button-done = Done
challenge-button-undo-tap = Undo
challenge-tap-twice = Each of them just once, please, such as { $example }.
challenge-tap-unclear = I couldn’t read that as an answer to this one. Tap it above, or write it, such as { $example }.
challenge-ask-guess =
    Your own answer: { $own }

    { $guess }

    Write your guess here. Nobody sees it until you share it. /cancel if not now.
challenge-ask-finish =
    { $question }

    Write the rest of the sentence here. Nobody sees it until you share it. /cancel if not now.
challenge-guess-missing = Your guess is still missing. Send /challenge and I’ll ask for it.
challenge-button-guess = My guess
challenge-guess-label =
    { $own }

    { $whose ->
        [own] Your guess: { $guess }
       *[other] Their guess of yours: { $guess }
    }
# Words that people write in such an answer; commas between them.
challenge-words-left = left, l, first, the first
challenge-words-right = right, r, second, the second
challenge-words-between = and, then, or
challenge-draft =
    This is what you wrote:

    { $words }

    { $known ->
        [yes] Only you can see it. What would you like to do with it?
       *[no]
            Only you can see it. If you share it, you’ll each read both answers as soon as you both have, and that can’t be taken back. So if you’re first, you’ll see when your partner shares, and until then that they haven’t. It’s the same the other way round.

            What would you like to do with it?
    }
challenge-button-share = Share when both are in
challenge-button-edit = Edit
challenge-button-private = Keep private
challenge-button-back = Take it back
challenge-too-long = An answer has room for { $count } characters, so yours holds the first part. I’ve put the whole text aside for your journal, which only you can see. Keep it there?
challenge-said-already = That’s in your answer already.
challenge-in = Yours is in. You’ll each see both answers as soon as you’ve both shared. Until then you can change it or take it back. It waits until two weeks after its week is over, and a week at least; then it’s yours alone again.
challenge-both-in = Now you’ve both shared.
challenge-private = Kept for you alone. You’ll find it in /history. To share it later, tap *Edit* there.
# What its author keeps, changed; written again, picked again; and before it is shared after all.
challenge-kept =
    This is still yours alone:

    { $words }
challenge-write-again =
    Only you can see this:

    { $words }

    Write it here once more. That will stay yours alone, too. /cancel if not now.
challenge-pick-again =
    Only you can see this:

    { $words }

    Pick again. That will stay yours alone, too:
challenge-sure =
    Only you can see this:

    { $words }

    Your partner may read it right away, and then it can’t be taken back. Share it?
challenge-button-sure = Yes, share it
challenge-button-unsure = No, keep it
challenge-kept-of-old =
    The challenge has changed since. What you wrote is kept in your /history, for you alone:

    { $words }

    /challenge shows the one for this week.
challenge-swapped-away = The challenge has changed since. What you wrote for the earlier one is kept in your /history, for you alone. /challenge shows the one for this week.
challenge-edited-shared = I changed your answer as well. It’s in, and nobody has seen it yet.
challenge-shared-already = You’ve both seen these answers already, so this one stays as it is. You can talk about it, of course.
challenge-closed = It’s too late to swap this one. /challenge shows your card for now, and /history has what’s yours.
challenge-empty = That was empty. Write a word or two, or /cancel if not now.

# The pack that a challenge came from can be taken away by the person who runs the bot.
challenge-gone = This challenge is no longer here: the person who runs this bot took it out. What you wrote is safe in /history. /challenge shows this week’s, and if it’s this one, *Another one* finds you a new one.
challenge-gone-title = A challenge that’s no longer here
challenge-reveal-gone =
    Both answers are in, though the question is no longer here.

    {"*"}You*
    { $own }

    {"*"}{ $name }*
    { $other }

challenge-skipped = Skipped, no reason needed. If you change your mind, /challenge brings it back.
challenge-swapped = _Swapped by one of you._
challenge-swapped-already = This week’s challenge has been swapped once already. You can still skip it.

# What the other challenge is to be like; the partner does not learn what was asked for.
challenge-swap-ask = What should the other one be like? You have one swap this week, for both of you. Your partner only sees the new card, not what you asked for.
challenge-button-wish-any = Surprise me
challenge-button-wish-short = 5 minutes
challenge-button-wish-outdoors = Outdoors
challenge-button-wish-children = With the kids
challenge-button-stay = Keep this one
challenge-swap-none = This theme has no other one like that, so yours stays and you can still swap it.
challenge-swap-unclear = I couldn’t tell what you’d like. Tap one above, or write it, such as “outdoors”.
# Words that people write for such a wish; commas between them.
challenge-words-wish-any = surprise me, anything, any, whatever, you choose, you pick, no matter
challenge-words-wish-short = 5 minutes, 5 min, 5 mins, 5, five minutes, five, short, shorter, quick, quicker, quickie, fast, little time
challenge-words-wish-outdoors = outdoors, outdoor, outside, out, in the open air, in nature, fresh air
challenge-words-wish-children = kids, kid, children, child, family, little ones
challenge-words-wish-between = i, we, want, something, one, another, a, an, the, our, my, with, for, in, and, please, that, is, be, to, do, around, challenge, card, us, only, just, of, about, friendly

challenge-later = When should I bring it back?
challenge-button-tonight = Tonight
challenge-button-tomorrow = Tomorrow
challenge-button-own-time = Another time
challenge-ask-time = At what time? For example { $evening }.
challenge-time-unclear = I couldn’t read that as a time. Write it like { $evening }, or /cancel.
challenge-later-planned = I’ll bring it back: { $when }.

challenge-why =
    { $claim }

    {"*"}Keep in mind:* { $caveat }

    {"*"}How sure:* { $grade }.

    { $authors } ({ $year }). { $title }. _{ $journal }_. { $link }
challenge-why-lore = *How sure:* { $grade }.

challenge-nudge =
    A small nudge, in case it helps.

    { $line }

challenge-nudge-goal =
    A small nudge, in case it helps.

    { $goal }

    Can you find half an hour for it this week? _You can choose your nudges in /settings._
challenge-button-goal = Open the goal

challenge-reveal =
    ✨ *Both answers are in.* Here’s what you two said.

    {"*"}{ $title }*
    _{ $question }_

    { $answers }

    {"*"}Face to face*
    { $face_to_face }
challenge-reveal-two =
    {"*"}You*
    { $own }

    {"*"}{ $name }*
    { $other }
challenge-reveal-pairs =
    {"*"}You  ·  { $name }*
    { $rows }
# Four lines and no score: what each said, and what the other thought they would say.
challenge-reveal-guess =
    {"*"}You:* { $own }
    _{ $name }’s guess of yours:_ { $other_guess }
    {"*"}{ $name }:* { $other }
    _Your guess of theirs:_ { $own_guess }
# Right above the buttons of a reveal: which of them go to the partner, and which do not.
challenge-row-partner =
    { $what ->
        [taps] {"*"}To { $name }:* ❤️, “Thank you” or “Tell me more”
        [line] {"*"}To { $name }:* one line of yours
       *[both] {"*"}To { $name }:* ❤️, “Thank you”, “Tell me more” or one line of yours
    }
challenge-row-me = {"*"}Only for me:* how you liked it. It helps me choose, and { $name } isn’t told.
challenge-button-heart = ❤️
challenge-button-thanks = Thank you
challenge-button-talk = Tell me more
challenge-button-line = Write one line
challenge-ask-line = One line back, just for your partner, of up to { $longest } characters:
challenge-line-too-long = One line has room for { $longest } characters. Yours has { $over } more, so I haven’t sent it. Could you make it shorter? Your message is still up there to copy from.
challenge-reacted = Passed on.
challenge-undone = Taken back, without a sound.
# Stands in the partner's message once a tap was taken back; it tells nothing of that.
challenge-reaction-gone = Both of your answers are in /history.
challenge-button-undo = Undo
challenge-reacted-before = You’ve answered this one already. The rest is for the two of you, face to face.
challenge-reaction-preview = Something came back for you.
challenge-reaction-heart = { $name }, to what you wrote: ❤️
challenge-reaction-thanks = { $name }, to what you wrote: thank you.
challenge-reaction-talk = { $name } would love to hear more about it, face to face.
challenge-reaction-line =
    { $name }, to what you wrote:
    “{ $line }”
challenge-button-loved = Loved it
challenge-button-fine = It was fine
challenge-button-not = Not for us
challenge-rated = Noted, just for me: it only helps me choose what comes back one day. Your partner isn’t told.
challenge-own-reaction-heart = You answered: ❤️
challenge-own-reaction-thanks = You answered: thank you.
challenge-own-reaction-talk = You’d love to hear more about it, face to face.
challenge-own-reaction-line = You answered: “{ $line }”

challenge-button-start-now = Start now
challenge-button-wait = On our day
challenge-coming = Your next challenge: { $when }. You can change the day and hour in /settings.

challenge-state-draft =
    {"*"}Your answer so far, not shared:*
    { $words }
challenge-state-shared =
    {"*"}Yours is in:*
    { $words }
challenge-state-private =
    {"*"}Kept for you alone:*
    { $words }
challenge-state-returned =
    {"*"}Yours alone again:*
    { $words }

    _It waited until its time was up, and no second answer came. So it’s back with you, and nobody has read it._

challenge-alone = You’re not linked with anybody here right now. You can invite your partner, or take this week’s question for yourself.
challenge-button-solo = A question for me
challenge-solo =
    {"*"}{ $title }*

    { $prompt }

    Write it here. It goes into your journal, which only you can see. /cancel if not now.
challenge-solo-kept = Kept in your /journal, for you alone. You get a new question each week, whenever you ask.

challenge-history-empty = Nothing here yet. You’ll find your first weekly challenge here once you’ve had it.
challenge-history-head = *{ $title }* · { $day }
challenge-history-question = _{ $question }_
challenge-history-open = You haven’t answered this one.
challenge-history-former =
    Before the swap you wrote, for you alone:
    { $words }
challenge-button-newer = ◀ Newer
challenge-button-older = Older ▶
