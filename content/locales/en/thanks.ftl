# /thanks and its jar.

thanks-begin = Is there something you would like to thank { $name } for? One kind sentence is enough. Write it here, or look into the jar.
thanks-ask = What would you like to thank { $name } for? Write one sentence. You see it again before it is sent.
thanks-change = Write it again, just as you would like it. Until then the first one stays as it is.
thanks-too-long = That is lovely, and too long for here: { $longest } characters fit, and yours are { $over } more. Please write a shorter one; your message above stays for you to copy from.
thanks-show =
    For { $name }:

    “{ $words }”
thanks-kept = Kept for them.
thanks-left = I have not sent it. It is in your /journal now, where only you can read it.
thanks-enough-today = You have sent { $count } today, and that is as many as a day holds. Nothing is lost: press *Send* again tomorrow.
thanks-nobody = You are not linked with anybody right now, so there is nobody to send a kind sentence to. An invitation takes a minute; the jar is yours either way.
thanks-arrived =
    From { $name }:

    “{ $words }”

    _/settings has a choice of when these reach you._

thanks-jar-received =
    From { $name }:

    “{ $words }”
thanks-jar-given =
    You, to { $name }:

    “{ $words }”
thanks-jar-empty = The jar is empty so far. It keeps every kind sentence that you send or get.

thanks-button-write = Write one
thanks-button-jar = Look into the jar
thanks-button-send = Send
thanks-button-change = Change
thanks-button-later = Not now
thanks-button-delete = Delete it
thanks-button-newer = ◀ Newer
thanks-button-older = Older ▶
thanks-button-invite = Invite your partner
