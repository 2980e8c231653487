# Shown on Discord where a command was used, when its answer goes to the direct messages.

elsewhere-written = I’ve written to you in our direct messages, which nobody else here sees.
elsewhere-closed =
    I can’t write to you: your direct messages are closed to me. Nothing is lost.

    Open them in Discord’s settings, under privacy, or unblock me in my profile. Then use any command, and we’ll pick up from there.
