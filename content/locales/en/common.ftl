# Words that several features use.

product = Same Side
# Somebody whose name shows nothing.
unnamed = your partner

moment = { $day }, { $time }

# Under a refusal: what was written in a pop-up form, which stands nowhere in the chat.
your-words =
    This is what you wrote:

    { $words }
