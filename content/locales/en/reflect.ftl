# /reflect, /done and /journal.

command-reflect = Write something down, for you alone
command-reflect-words = What you want to keep
help-reflect = write for yourself
command-journal = Read your own journal
help-journal = read what you wrote

reflect-prompt =
    { $question }

    Write about this or about anything else, as long and in as many messages as you like. Nobody but you can read it here.
reflect-note-open =
    { $parts ->
        [1] Kept in your journal. Nobody but you can read it here.
       *[other] { $parts } messages kept in your journal. Nobody but you can read them here.
    }

    Is there more? Just write on. Otherwise press *Done*.
reflect-note =
    { $parts ->
        [1] Kept in your journal. Nobody but you can read it here.
       *[other] { $parts } messages kept in your journal. Nobody but you can read them here.
    }

    /journal opens it.
reflect-changed = Your change is in your journal, too.
reflect-done = That is in your journal now. /journal opens it whenever you like.
reflect-dropped = All right, I kept nothing.
reflect-nothing-open = You are not writing anything just now. /reflect begins, and /journal shows what you wrote.

reflect-head = _{ $date }_ · { $at } of { $all }
reflect-page =
    { $head }

    { $words }
reflect-page-about =
    { $head }
    _On “{ $title }”_

    { $words }
reflect-empty = Your journal is empty so far. One line is enough to begin it, and I show it to nobody but you.
reflect-delete = Delete this from your journal for good? It cannot be brought back.
reflect-erased = It is gone from your journal.

reflect-button-write = Write something
reflect-button-not-now = Not now
reflect-button-done = Done
reflect-button-newer = ◀ Newer
reflect-button-older = Older ▶
reflect-button-delete = Delete this
reflect-button-delete-yes = Yes, delete it
reflect-button-delete-no = No, keep it
reflect-button-journal = Open my journal
reflect-not-cleared = That is kept, but your message could not be taken out of this chat. You can delete it yourself: hold it, then choose Delete.
