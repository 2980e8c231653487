# What people read of the bot before they have written to it.

# An empty chat with the bot (Telegram, 512 characters), and its page on Discord (400).
introduction-description =
    For the two of you, on the same side.

    Once a week, one small thing to do together. You each answer on your own, and nobody sees the other’s answer until both have shared. Plus a journal of your own, reminders, goals and thanks.

    No points, no streaks, and you can leave or delete everything at any time. Have a look: nobody is told that you did.
# The bot’s profile and where it’s shared (Telegram, 120 characters).
introduction-short = One small thing a week for the two of you. Answers stay hidden until you’ve both shared.
