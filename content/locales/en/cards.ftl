# /cards: tonight on the sofa.

command-cards = Cards for tonight: read, talk, laugh
command-cards-words = A mood: light, closer or deep
help-cards = a deck of small questions and dares for tonight

# What people type for a mood or a theme, beside the labels.
cards-words-light = light, easy, funny, silly
cards-words-closer = closer, close, warm, cozy
cards-words-deep = deep, deeper, serious
cards-words-perspectives = perspectives, perspective
cards-words-communication = communication, talking, listening
cards-words-goals = goals, goal, dreams, plans
cards-words-appreciation = appreciation, thanks, gratitude
cards-words-problem-solving = problem-solving, problem solving, problems
cards-words-differences = differences, difference
cards-words-intimacy = intimacy, closeness, touch
cards-words-independence = independence, freedom
cards-words-guidance = guidance, advice, help

cards-mood =
    {"*"}Cards for tonight*

    { $linked ->
        [yes] Small questions and tiny dares for the two of you. What are you in the mood for?
       *[no] Small questions, one at a time, just for you. What are you in the mood for?
    }
cards-chosen =
    {"*"}{ $mood }* · { $theme } · { $minutes ->
        [0] any length
       *[other] up to { $minutes } minutes a card
    }

    { $linked ->
        [yes] On one phone, you read the cards to each other, and nothing is kept. On both phones, you each answer alone, and both answers open once both are in.
       *[no] The cards come one by one, and nothing is kept.
    }
cards-any-theme = all themes
cards-themes = Which theme?
cards-lengths = How long may a card take?

cards-read-out =
    { $card }

    _Read it out. Both of you may answer, and passing is always fine._
cards-alone =
    { $card }

    _Just for you. Take your time, or take the next one._
cards-closed = The cards are back in the box. Sleep well, whenever that is. /cards lays them out again, and goes on where you left off.
cards-own =
    One of your own questions:

    { $words }
cards-gone = This card isn’t in the deck any more. Take the next one.

cards-invited = I’ve let { $name } know in the way { $name } likes to hear from you. That can be right away, with the weekly card or not at all. On the same sofa? Then just say it: { $name } sends /cards. If you don’t both get to it within the hour, I put the cards away.
cards-preview = Something for tonight.
cards-asks-you = { $name } has laid out cards for tonight, for both your phones. Each of you answers alone, and both answers open together. You don’t have to, and nobody is told what you do.
cards-declined = All right, not tonight. Nobody is told.
cards-running = Your evening is already on the table. Here’s where you are.
cards-question =
    {"*"}Tonight’s card*

    { $card }

    _Write your answer here. It opens when both are in. Taking another card is always fine._
cards-ask =
    { $card }

    _Write your answer. You’ll see it before it counts._
cards-draft =
    Your answer:

    “{ $words }”

    It opens when both are in.
cards-waiting = It opens when both are in.
cards-both-in = Both are in.
cards-both =
    {"*"}{ $card }*

    {"*"}You*
    { $own }

    {"*"}{ $name }*
    { $other }

    _Now look up from your phones._
cards-left = The cards are back in the box, and what you wrote tonight is deleted here. What you’ve both read stays in the chats. /cards lays out new ones.
cards-over = The cards are back in the box. This evening is over, and what was written for it is deleted here. /cards lays out new ones.
cards-empty = That message was empty. Write a word or two, or take another card.
cards-too-long = { $longest } characters fit on a card, and you have { $over } too many. Please make it shorter. Your message above is still there to copy from.
cards-shown-already = You’ve both read these, so they stay as they are. Talk on, or take another card.

cards-button-light = Light
cards-button-closer = Closer
cards-button-deep = Deep
cards-button-one = On one phone
cards-button-both = On both phones
cards-button-start = Begin
cards-button-themes = A theme
cards-button-lengths = A length
cards-button-mood = Another mood
cards-button-theme = { $title }
cards-button-any-theme = All themes
cards-button-minutes = Up to { $minutes } minutes
cards-button-any-length = Any length
cards-button-next = Next card
cards-button-close = Put them away
cards-button-join = I’m in
cards-button-decline = Not tonight
cards-button-answer = Answer
cards-button-put-in = Put it in
cards-button-change = Change it
cards-button-another = Another card
cards-button-leave = Enough for tonight

privacy-page-cards = Tonight’s cards
privacy-page-card-state = { $state ->
    [in] in
   *[draft] not in yet
  }
