# Words for the partner, as they would go, before they go.

unsent-line =
    This goes to { $name }:

    “{ $words }”
unsent-trial =
    This goes to { $name }, as proposed by you:

    “{ $words }”

    It counts only once both of you have said yes.
unsent-edit = How would you like to put it? Until you write something else, the words above stay.

unsent-button-line = Send
unsent-button-trial = Propose it
unsent-button-edit = Edit
unsent-button-discard = Discard
