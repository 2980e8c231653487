# Words that several features use.

product = Same Side
# Somebody whose name shows nothing.
unnamed = your partner

moment = { $day }, { $time }

# Under a refusal: what was written in a pop-up form, which stands nowhere in the chat.
your-words =
    This is what you wrote:

    { $words }

# Under a form that came without words and files.
your-words-empty = That was empty, so I’ve kept nothing. Tap the button once more, or write it here.

# The name of the field for what may be written behind a command (Discord), one word in small letters.
# `command-<name>` describes each command in the menu, and `command-<name>-words` its field, in 100 characters.
option-words = words
