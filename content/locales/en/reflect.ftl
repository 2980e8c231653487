# /reflect, /done and /journal.

command-reflect = Write something down, for you alone
command-reflect-words = What you want to keep
help-reflect = write for yourself
command-journal = Read your own journal
help-journal = read what you wrote

reflect-prompt =
    { $question }

    Write about this or about anything else, as much and in as many messages as you like. Nobody but you can read it here.
reflect-note-open =
    { $parts ->
        [1] Saved in your journal. Nobody but you can read it here.
       *[other] { $parts } messages saved in your journal. Nobody but you can read them here.
    }

    Is there more? Just keep writing. If not, tap *Done*.
reflect-note =
    { $parts ->
        [1] Saved in your journal. Nobody but you can read it here.
       *[other] { $parts } messages saved in your journal. Nobody but you can read them here.
    }

    /journal opens it.
# Where an emoji on the message cannot say it.
reflect-kept = Kept.
reflect-changed = I’ve made the same change in your journal.
reflect-done = It’s in your journal now. /journal opens it whenever you like.
reflect-dropped = All right, I kept nothing.
reflect-nothing-open = You aren’t writing anything right now. /reflect starts a new page, and /journal shows what you’ve written.

reflect-head = _{ $date }_ · { $at } of { $all }
reflect-page =
    { $head }

    { $words }
reflect-page-about =
    { $head }
    _On “{ $title }”_

    { $words }
reflect-empty = Your journal is empty so far. One line is enough to start, and I show it to nobody but you.
reflect-delete = Delete this page from your journal for good? You can’t get it back.
reflect-erased = It’s gone from your journal.

reflect-button-write = Write something
reflect-button-not-now = Not now
reflect-button-done = Done
reflect-button-newer = ◀ Newer
reflect-button-older = Older ▶
reflect-button-delete = Delete this
reflect-button-delete-yes = Yes, delete it
reflect-button-delete-no = No, keep it
reflect-button-journal = Open my journal
reflect-not-cleared = I’ve saved that, but I couldn’t remove your message from this chat. You can delete it yourself in your app.
