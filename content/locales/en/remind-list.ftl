# /reminders: the list, one reminder's page, and the calendar file.

remind-list = *To come*
remind-list-nothing-ahead = Nothing is ahead.
remind-list-empty = There are no reminders. Make one in a line, such as “/remind me call mum tomorrow { $morning }”, or step by step:
remind-list-line =
    { $number }. *{ $words }*
    { $when } · { $audience }{ $state ->
        [asked] {" "}· waits for your yes
        [muted] {" "}· muted
       *[on] {""}
    }
remind-list-missed = *Missed, or not ticked yet*
remind-list-missed-line =
    { $state ->
        [open] { $number }. { $words } ({ $when }), not ticked yet
       *[missed] { $number }. { $words } ({ $when })
    }
remind-missed-done = ✓ { $words }
remind-missed-off = “{ $words }” is off the list.
remind-missed-later = “{ $words }” comes back on { $when }.
remind-button-off = Take it off the list
remind-button-number = { $number }
remind-button-before = ◀ Sooner
remind-button-after = Later ▶
remind-button-new = New reminder
remind-button-file = Calendar file
remind-button-list = My reminders
remind-button-show = Show it
remind-button-mute = Mute it
remind-button-leave = Not for me any more
remind-button-come-back = Remind me again
remind-button-skip-next = Skip the next one
remind-button-delete = Delete
remind-skipped-next = Skipped. The next one comes on { $when }.
remind-deleted = “{ $words }” is deleted.
remind-restored =
    It is back.

    { $card }
remind-file = Your reminders as a calendar file: open it with the calendar on your phone or computer. It is a copy of today; what you change here later is not in it.
remind-file-empty = There is nothing to come, so the file would be empty.
