# /reminders: the list, one reminder's page, and the calendar file.

remind-list = *Coming up*
remind-list-nothing-ahead = Nothing is coming up.
remind-list-empty = You don’t have any reminders. Make one in a line, such as “/remind me call mum tomorrow { $morning }”, or step by step:
remind-list-line =
    { $number }. *{ $words }*
    { $when } · { $audience }{ $state ->
        [asked] {" "}· needs your yes
        [muted] {" "}· muted
       *[on] {""}
    }
remind-list-missed = *Missed, or not ticked off yet*
remind-list-missed-line =
    { $state ->
        [open] { $number }. { $words } ({ $when }), not ticked off yet
       *[missed] { $number }. { $words } ({ $when })
    }
remind-missed-done = ✓ { $words }
remind-missed-off = I took “{ $words }” off the list.
remind-missed-later = I’ll bring “{ $words }” back: { $when }.
remind-button-off = Take it off the list
remind-button-number = { $number }
remind-button-before = ◀ Sooner
remind-button-after = Later ▶
remind-button-new = New reminder
remind-button-file = Calendar file
remind-button-list = My reminders
remind-button-show = Show it
remind-button-mute = Mute it
remind-button-leave = I don’t want it any more
remind-button-come-back = Remind me again
remind-button-skip-next = Skip the next one
remind-button-delete = Delete
remind-skipped-next = Skipped. Next time: { $when }.
remind-deleted = I deleted “{ $words }”.
remind-restored =
    It’s back.

    { $card }
remind-file = Here are your reminders and your days as a calendar file. Open it with the calendar on your phone or computer. It’s a copy from today: later changes here won’t show up in it.
remind-file-empty = Nothing is coming up, so the file would be empty.
