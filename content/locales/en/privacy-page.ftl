# The page that /export puts into the file, for reading and for paper.

privacy-page-title = { $name }: Same Side, { $day }
privacy-page-about = Everything of yours, and what your partner has shown you. What they haven’t shown you isn’t in here.

# Its parts; one that has nothing in it is left out.

privacy-page-you = About you
privacy-page-journal = Your journal
privacy-page-unsorted = Not yet sorted
privacy-page-weeks = Your weeks
privacy-page-thanks = Notes of thanks
privacy-page-goals = Goals
privacy-page-reminders = Reminders
privacy-page-repairs = After a fight
privacy-page-likings = How you liked the challenges
privacy-page-settings = Your settings

privacy-page-name =
    { $platform ->
        [telegram] You’re { $name } here, on Telegram, since { $day }.
       *[discord] You’re { $name } here, on Discord, since { $day }.
    }
privacy-page-takes-up = Taking up what you two had before: you said { $state ->
        [yes] yes
       *[no] no
    }
privacy-page-linked = You and { $name } are linked.
privacy-page-unlinked = You aren’t linked with anybody right now.
privacy-page-place = Your clock: { $place }
privacy-page-consent =
    { $state ->
        [yes] On { $day } you said I can keep what you write.
        [no] On { $day } you said I can’t keep what you write. What’s in here was kept before.
       *[open] You haven’t said yet if I can keep what you write.
    }
privacy-page-reached =
    { $state ->
        [yes] My messages reach you.
       *[no] My messages don’t reach you: the chat is blocked or closed to me.
    }

privacy-page-me = You
privacy-page-with = With { $name }
privacy-page-by-yourself = On your own
privacy-page-to-title = To “{ $title }”
privacy-page-week = { $day } · { $title }
privacy-page-answer =
    { $kind ->
        [other] You, to “{ $title }”{ $state ->
            [read] {""}
            [shared] , to be shown once you’ve both shared
            [private] , kept to yourself
           *[draft] , not shared
        }
       *[same] { $state ->
            [read] You
            [shared] You, to be shown once you’ve both shared
            [private] You, kept to yourself
           *[draft] You, not shared
        }
    }
privacy-page-given = For { $name }
privacy-page-got = From { $name }

privacy-page-put-away = You took it out of your jar.
privacy-page-hides = You’ve hidden what you had with { $name }. It’s in here anyway.

privacy-page-goal =
    { $state ->
        [draft] A draft: only you can see it.
        [proposed] Proposed: it starts once you’ve both said yes.
        [open] A suggested change: it starts once you’ve both said yes.
        [parked] Set aside for a while.
        [done] You did it together.
       *[active] You’ve both agreed to it.
    }
privacy-page-weekly = You’d like to be asked about it once a week.
privacy-page-check-in = How it went in the week from { $day }:

privacy-page-reminder =
    { $state ->
        [draft] A draft: nothing comes until you confirm it.
        [asked] It’s waiting for your yes.
        [on] It reaches you.
        [muted] You’ve muted it.
        [off] It doesn’t reach you, as you chose.
        [past] Its moment is over.
        [ended] It’s from an earlier time and doesn’t come any more.
       *[passed] It goes to your partner, if they’d like it.
    }

privacy-page-side =
    { $part ->
        [fair] { $who }: what a fair outsider would say
        [felt] { $who }: the feeling
        [need] { $who }: the need
       *[wish] { $who }: the request
    }
privacy-page-trial = Something small to try
privacy-page-proposed-by-me = Something small you propose to try
privacy-page-proposed-by = Something small { $name } proposes to try
privacy-page-own-trial = Something small you wanted to try yourself

privacy-page-liking =
    { $liking ->
        [loved] You loved “{ $title }”.
        [fine] “{ $title }” was fine.
       *[not] “{ $title }” wasn’t for you two.
    }
