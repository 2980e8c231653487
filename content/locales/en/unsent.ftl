# Words for the partner, as they would go, before they go.

unsent-line =
    This goes to { $name }:

    “{ $words }”
unsent-trial =
    This goes to { $name }, as proposed by you:

    “{ $words }”

    It starts only once you’ve both said yes.
unsent-question =
    This asks you both:

    “{ $words }”

    { $name } can see it, and the same question is yours to answer. Neither of you sees an answer before you’ve both shared.
unsent-wish =
    { $name } will see this among the others and can guess that it’s yours:

    “{ $words }”

    Adding it counts as a yes from you. If they don’t say yes, you won’t hear about it.
unsent-memory =
    This is kept for both of you, and { $name } reads it once you’ve both written a line:

    “{ $words }”
unsent-edit = How would you like to put it? The words above stay until you write something else.

unsent-button-line = Send
unsent-button-trial = Propose it
unsent-button-question = Ask it
unsent-button-wish = Add it, I agree
unsent-button-memory = Keep it
unsent-button-edit = Edit
unsent-button-discard = Discard
