# /move: the same person in another account.

command-move = Move to another account
command-move-words = The code from your old account
help-move = move to another account, with everything that’s yours here

move-begin =
    {"*"}Moving to another account?* Your journal, your link with your partner and your reminders come along, on Telegram or Discord. Your partner isn’t told.

    I show you a code here, and you type it in my chat with the new account. From then on everything happens there. For 24 hours this chat can undo it with one tap.
move-begin-new =
    {"*"}Coming from another account?* Open your old chat with me and send /move there. I show you a code in it, and you type it here.

    The code only ever comes up in the old chat. If you can’t open that any more, I can’t move you: I couldn’t tell you from somebody else.
move-button-show = Show me a code
move-button-have-code = I have a code for moving
move-code =
    In the new account, send me:

    `/move { $code }`

    It works once, for { $minutes } minutes. Type it there yourself and give it to nobody: with it, somebody else would be you. If someone asked you for it, tap *Cancel the code*.

    { $ways }
move-way = On { $platform }: { $link }
move-button-withdraw = Cancel the code
move-withdrawn = That code doesn’t work any more, and nothing has moved.
move-ask-code = Type the code that I showed you in your old chat. Capitals, spaces and dashes don’t matter.
move-code-unknown = I don’t know that code. It works once, for 10 minutes. Type it once more, or get a new one in your old chat: send /move there, with a word of your own behind it if you’ve chosen one in /settings.
move-code-expired = That code is older than 10 minutes and has expired. Send /move in your old chat for a new one.
move-same-account = That code is for the new account: type it there, in my chat with it.
move-too-soon = You’ve moved less than 24 hours ago. Once the old chat can’t undo that any more, you can move again.
move-busy = One of my messages is just on its way to you. Please type the code again in a moment.
move-not-empty = There’s something in this account already, and I don’t mix two people’s words. A code for moving needs an account that’s new to me; if this one is yours and may be emptied, /forget does that. That code no longer works, and its owner is told.
move-code-void =
    Somebody typed your code for moving in an account that’s in use already. Nothing has moved, and the code is void.

    If that was you, send /move for a new code and use an account that’s new to me. If it wasn’t, somebody has read this chat: lock your phone and your app, and look under Settings, Devices.
move-done =
    Done: everything that’s yours is here now, and goes on here. Your partner isn’t told.

    For 24 hours your old chat can undo it. What stands in that chat stays until you delete it there. To read on: /journal, /reminders, /settings.
# The first line of what the old chat is sent, which a locked phone may show.
move-preview = Something about your account here.
move-away =
    You’ve moved: your journal, your link with your partner and your reminders are in another account now. Nothing new is kept in this chat.

    {"*"}Wasn’t that you, or have you changed your mind?* Tap *Undo the move*: everything comes back here right away, and the other account has nothing left. That works for 24 hours after the move.

    If it was you, there’s nothing to do. What stands in this chat stays until you delete it.
move-button-undo = Undo the move
move-undone =
    It’s undone: everything is here again, and the other account has nothing of yours any more.

    If you hadn’t moved yourself, somebody had this chat open. Lock your phone and your app, look under Settings, Devices, and set a word of your own in /settings, Privacy: then no code comes without it.
move-undone-there = The move was undone from the old chat. Everything is there again, and I keep nothing for this account.
move-undo-over = That move can’t be undone any more.
