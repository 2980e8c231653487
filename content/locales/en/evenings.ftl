# /evenings: a good hour for both.

command-evenings = Find an evening that suits you both
command-evenings-words = Your free evenings: Wed Fri
help-evenings = your free evenings this week, and the ones that fit both of you

evenings-ask =
    {"*"}When are you free this week?*

    Tap your evenings, then *Done*. { $name } does the same, and neither of you sees the other’s taps. You both read what fits both of you, and nothing else.

    _Done counts for the whole week: it can’t be changed, so nobody can try one evening after the other._
evenings-done = That’s settled for this week. If an evening fits both of you, you’ll both read it at a full hour, once you’ve both tapped yours. Otherwise I say so, once your evenings are over.
evenings-both = You’re both free on { $days }. Keep one of them for the two of you, if you like.
evenings-none = No evening came together this week. There’s always the next one, and half an hour counts, too.
evenings-over = That week is over, and its evenings are deleted. /evenings has the week that’s on now.
evenings-alone = This one takes two: you each tap your free evenings, and you both read the ones that fit. An invitation takes a minute.
evenings-asked = I’ve let { $name } know in the way { $name } likes to hear from you. That can be right away, with the weekly card or not at all.
evenings-preview = Something about your week.
evenings-asks-you = { $name } would like to find an evening for the two of you this week. Tap when you’re free: your taps stay with you, and you both read only what fits both. You don’t have to, and nobody is told what you do.
evenings-reminder = Our evening

evenings-button-day = { $mark ->
    [on] ✓ { $day }
   *[off] { $day }
  }
evenings-button-done = Done
evenings-button-ask = Let { $name } know
evenings-button-open = Tap my evenings
evenings-button-remind = Make it a reminder: { $day }
evenings-button-invite = Invite your partner

privacy-see-partner-evenings = evenings of this week that you’re both free, once you’ve both tapped yours
privacy-see-alone-evenings = the free evenings that you tapped, until you’ve both tapped; then they’re deleted
privacy-page-evenings = Free evenings
privacy-page-evenings-week = The week from { $day }
privacy-page-evenings-tapped = Tapped: { $days }
privacy-page-evenings-both = Free for you both: { $days }
privacy-page-evenings-done = { $state ->
    [yes] You’re done for this week.
   *[no] You’re not done yet.
  }
