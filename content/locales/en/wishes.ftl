# /wishes: small wishes that show only when both said yes.

command-wishes = Small wishes: shown only if you both say yes
help-wishes = small wishes, shown only if you both say yes
privacy-page-wishes = Wishes

wishes-begin =
    {"*"}Wishes*

    Small things for two: dates, things to try, adventures, help, tenderness. You answer alone: yes, maybe one day, no, or skip. A wish shows only if you’ve both said yes, and then with your next weekly card, never at a tap. A no, and a maybe, is never told.

    There’s a new deck once a week. You can change an answer until I count it, on the day before your card.
wishes-rest = Your weekly cards are resting just now, so nothing is counted. /challenge starts them again.
wishes-card =
    “{ $words }”
    { $vote ->
        [yes] {""}

            _You said yes._
        [maybe] {""}

            _You said maybe one day._
        [no] {""}

            _You said no._
        [skip] {""}

            _You skipped this one._
       *[none] {""}
    }
wishes-deck-done = That’s your deck, and your answers stay with you. A new one opens on { $day }.
wishes-mine = {"*"}You said yes to these.* If your partner says yes, too, your cards will tell you both. You can take one back.
wishes-mine-none = There’s no yes of yours waiting right now.
wishes-line = { $number }. { $words }
wishes-resting = I’ve counted your yeses for your next card, so they stay until it’s there. That’s the same for every yes, whatever your partner said. You can change it after that.
wishes-shared-already = You’ve both said yes to that one, and your cards have told you. If it isn’t for you after all, tell your partner, or just leave it.
wishes-write = What would you like to do, together? One wish, up to { $longest } characters. You’ll see it again before it goes anywhere.
wishes-empty = There are no words in that. Write a few, or send /cancel if not now.
wishes-too-long = { $longest } characters fit here, and you have { $over } too many. Please make it shorter. Your message above is still there to copy from.
wishes-enough = You’ve added { $most } wishes in four weeks, and that’s all there’s room for. There’ll be room again.
wishes-known = I have that one among mine already. It’ll come to both of you in a deck, and nobody can tell whose it was.
wishes-written-already = You’ve added that one already. It’s under *My yeses*.
wishes-put = It’s among the others now, and it counts as a yes from you. Until it’s counted you can take it back under *My yeses*.
wishes-on-card =
    You’ve both said yes to this:
    “{ $words }”
wishes-shared =
    You’ve both said yes to this:

    “{ $words }”

    Told with the cards of { $day }.
wishes-shared-none = There’s nothing yet that you’ve both said yes to.
wishes-own-line =
    {"*"}How it was for you*
    { $line }
wishes-other-line =
    {"*"}How it was for { $name }*
    { $line }
wishes-look-preview = Something you two had planned.
wishes-look =
    “{ $words }”

    How was it? If you like, write one line. You’ll each read the other’s once you’ve both written one.
wishes-line-ask = How was it? One line, up to { $longest } characters. You’ll see it again before it’s kept.
wishes-line-kept-already = You’ve written your line about that one, and it stays as it is.
wishes-nobody = You aren’t linked with anybody right now, and wishes are for two. An invitation takes a minute.

wishes-export-state =
    { $state ->
        [both] You both said yes to this.
        [own] You wrote this one.
        [yes] You said yes to this.
        [maybe] You said maybe one day.
        [no] You said no to this, and I forget that with the deck.
       *[skip] You skipped this one.
    }

wishes-button-deck = Open my deck
wishes-button-mine = My yeses
wishes-button-shared = What we both want
wishes-button-write = Add a wish
wishes-button-back = All about wishes
wishes-button-yes = Yes
wishes-button-maybe = Maybe one day
wishes-button-no = No
wishes-button-skip = Skip
wishes-button-change = Change an answer
wishes-button-before = ◀ Before
wishes-button-after = After ▶
wishes-button-unvote = Take { $number } back
wishes-button-when = When?
wishes-button-line = Write a line
wishes-button-newer = ◀ Newer
wishes-button-older = Older ▶
wishes-button-invite = Invite your partner
