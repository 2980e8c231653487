# /whatcansee, /export and /forget.

privacy-word = forget me
privacy-forget =
    {"*"}Forget everything about you here?*

    • Your journal, your answers, your settings and your name are erased at once, and cannot be brought back by anybody.
    • If you are linked, that ends. Your partner gets no message about it.
    • What your partner has read already (revealed answers, thanks, agreed goals) stays with them. So does what they wrote.
    • The messages in this chat are Telegram’s or Discord’s, on your phone and on theirs: those you delete by hand.
privacy-button-forget = Go on
privacy-button-stay = No, keep everything
privacy-type-word =
    Type “{ privacy-word }” to erase everything now. There is no way back.
privacy-other-word = That was not the word, so nothing was erased. Type “{ privacy-word }” to erase everything, or keep it.
privacy-stayed = Everything is as it was.
privacy-forgotten =
    It is done: everything of yours has been erased here.

    This was my last message. If you ever write again, we begin anew, as if we had never met. Take good care of yourself.
