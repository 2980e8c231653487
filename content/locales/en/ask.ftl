# /ask: a question of one's own, for both.

command-ask = Ask each other a question of your own
command-ask-words = Your question for both of you
help-ask = a question of your own, for both of you
privacy-page-questions = Questions of your own

ask-list =
    {"*"}Questions of your own*

    One of you asks, and you both answer. Nobody sees an answer until you’ve both shared yours. Each of you can have { $most } questions at a time. A question ends two weeks after it’s asked, answered or not, and you can ask another in its place then. Until you’ve both shared, you can take a question of yours back.
ask-line =
    { $number }. { $whose ->
        [own] You ask:
       *[other] { $name } asks:
    } “{ $words }”
ask-question =
    { $whose ->
        [own] You ask:
       *[other] { $name } asks:
    }

    “{ $words }”
ask-words = What would you like to ask { $name } and yourself? Up to { $longest } characters. You’ll see it again before it goes anywhere.
ask-empty = There are no words in that. Write your question, or send /cancel if not now.
ask-answer-empty = There are no words in that. Write your answer, or send /cancel if not now.
ask-too-long = { $longest } characters fit here, and you have { $over } too many. Please make it shorter. Your message above is still there to copy from.
ask-enough = You’ve asked { $most } questions in two weeks, and that’s all there’s room for. When the oldest one ends, there’s room for another.
ask-asked-already = You’ve asked that one already, and it’s still open. You’ll find it in /ask.
ask-asked = Asked. It’s in /ask for both of you, and it ends in two weeks. Your partner can leave it, and you’ll read the same as if they never saw it. Your own answer can come now or later. If you take the question back, nobody’s told.
ask-arrived =
    Something from your partner.

    { $name } asks you both:

    “{ $words }”

    Nobody sees an answer until you’ve both shared yours. You can leave it, and nobody is told.

    _You can choose in /settings when these reach you._
ask-preview = Something the two of you answered.
ask-answer =
    “{ $words }”

    Write your answer, up to { $longest } characters. Nobody sees it until you share it. /cancel if not now.
ask-own-draft =
    {"*"}Your answer so far:*

    { $words }

    Only you can see it. If you share it, you’ll each read both as soon as you’ve both shared, and that can’t be taken back.
ask-own-shared =
    {"*"}Yours is in:*

    { $words }

    You’ll each see both answers as soon as you’ve both shared. Until then you can change it or take it back. If the other one never comes, it stays yours alone.
ask-own-declined =
    {"*"}Your answer so far:*

    { $words }
ask-until = It ends on { $day }.
ask-declined = All right, it’s off your list. Nobody is told.
ask-dropped = Your answer is deleted.
ask-withdrawn = Your question is gone, with your own answer. Nobody’s told, and its place is free again when its two weeks are over.
ask-over = That question isn’t open any more. If you wrote something to it, that stays yours alone.
ask-over-line = A question in /ask is over: each one ends two weeks after it was asked. What you wrote to it stays yours alone.
ask-shared-already = You’ve both seen these answers, so they stay as they are. You can talk about it, of course.
ask-both =
    { $question }

    {"*"}You*
    { $own }

    {"*"}{ $name }*
    { $other }
ask-none-past = There’s no question yet that you’ve both answered.
ask-card-yes = It can come up in /cards, among the ones called Closer, once { $name } has said so, too. I don’t tell either of you what the other chose.
ask-card-no = It won’t come up among your cards. Nobody is told.
ask-nobody = You aren’t linked with anybody right now, so there’s nobody to ask. An invitation takes a minute.

ask-export-heading =
    { $whose ->
        [own] You asked { $name } and yourself
       *[other] { $name } asked you both
    }
ask-export-card = You’d like it among your cards.
ask-export-state =
    { $state ->
        [shared] Your answer waited for the other one.
        [draft] Your answer isn’t shared.
        [declined] You left this one.
       *[open] You haven’t answered.
    }

ask-button-write = Ask something
ask-button-open = Question { $number }
ask-button-answer = Answer
ask-button-decline = Not this one
ask-button-undo = Undo
ask-button-share = Share when both are in
ask-button-edit = Edit
ask-button-back = Take it back
ask-button-drop = Delete my answer
ask-button-withdraw = Take the question back
ask-button-list = All questions
ask-button-past = What you both answered
ask-button-card = Put it among our cards
ask-button-no-card = Take it out of our cards
ask-button-newer = ◀ Newer
ask-button-older = Older ▶
ask-button-invite = Invite your partner
