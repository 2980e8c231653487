# /move: la misma persona en otra cuenta.

command-move = Pasarte a otra cuenta
command-move-words = El código de tu cuenta anterior
help-move = pasarte a otra cuenta, con todo lo que es tuyo aquí

move-begin =
    {"*"}¿Te pasas a otra cuenta?* Tu diario, la conexión con tu pareja y tus recordatorios van contigo, en Telegram o en Discord. Tu pareja no se entera.

    Te muestro un código aquí, y lo escribes en mi chat con la cuenta nueva. Desde ese momento todo pasa allá. Durante 24 horas puedes deshacerlo desde este chat, con un toque.
move-begin-new =
    {"*"}¿Vienes de otra cuenta?* Abre tu chat anterior conmigo y escribe /move ahí. Te muestro un código, y lo escribes aquí.

    El código solo aparece en el chat anterior. Si ya no puedes abrirlo, no puedo pasarte: no sabría distinguirte de otra persona.
move-button-show = Mostrarme un código
move-button-have-code = Tengo un código para pasarme
move-code =
    En la cuenta nueva, escríbeme:

    `/move { $code }`

    Sirve una vez, durante { $minutes } minutos. Escríbelo tú allá y no se lo des a nadie: con él, otra persona podría hacerse pasar por ti. Si alguien te lo pidió, toca *Anular el código*.

    { $ways }
move-way = En { $platform }: { $link }
move-button-withdraw = Anular el código
move-withdrawn = Ese código ya no sirve, y no se movió nada.
move-ask-code = Escribe el código que te mostré en tu chat anterior. Las mayúsculas, los espacios y los guiones dan igual.
move-code-unknown = No conozco ese código. Sirve una vez, durante 10 minutos. Escríbelo de nuevo, o pide otro en tu chat anterior: escribe /move ahí, seguido de tu palabra propia si elegiste una en /settings.
move-code-expired = Ese código tiene más de 10 minutos y ya caducó. Pide otro con /move en tu chat anterior.
move-same-account = Ese código es para la cuenta nueva: escríbelo allá, en mi chat con ella.
move-too-soon = Te pasaste hace menos de 24 horas. Cuando ya no se pueda deshacer desde el chat anterior, puedes pasarte otra vez.
move-busy = Justo ahora va en camino un mensaje mío para ti. Escribe el código de nuevo en un momento.
move-not-empty = En esta cuenta ya hay algo, y no mezclo las palabras de dos personas. El código para pasarse necesita una cuenta que yo no conozca; si esta es tuya y se puede vaciar, usa /forget. Ese código ya no sirve, y se lo digo a quien lo pidió.
move-code-void =
    Alguien escribió tu código para pasarte en una cuenta que ya está en uso. No se movió nada, y el código quedó anulado.

    Si fuiste tú, pide otro con /move y usa una cuenta que yo no conozca. Si no, alguien leyó este chat: bloquea tu teléfono y tu app, y mira en Ajustes, Dispositivos.
move-done =
    Listo: todo lo tuyo está aquí, y aquí sigue. Tu pareja no se entera.

    Durante 24 horas se puede deshacer desde tu chat anterior. Lo que ya está escrito en ese chat se queda hasta que lo borres ahí. Para seguir leyendo: /journal, /reminders, /settings.
# La primera línea de lo que recibe el chat anterior; un teléfono bloqueado puede mostrarla.
move-preview = Algo sobre tu cuenta aquí.
move-away =
    Te pasaste: tu diario, la conexión con tu pareja y tus recordatorios están ahora en otra cuenta. En este chat no guardo nada nuevo.

    {"*"}¿No fuiste tú, o cambiaste de idea?* Toca *Deshacer el cambio*: todo vuelve aquí al momento, y en la otra cuenta no queda nada. Se puede durante las 24 horas después del cambio.

    Si fuiste tú, no hay nada que hacer. Lo que ya está escrito en este chat se queda hasta que lo borres.
move-button-undo = Deshacer el cambio
move-undone =
    Deshecho: todo está aquí de nuevo, y en la otra cuenta ya no queda nada tuyo.

    Si no te pasaste tú, alguien tuvo este chat abierto. Bloquea tu teléfono y tu app, mira en Ajustes, Dispositivos, y elige una palabra propia en /settings, Privacidad: sin ella no sale ningún código.
move-undone-there = El cambio se deshizo desde el chat anterior. Todo está ahí de nuevo, y no guardo nada de esta cuenta.
move-undo-over = Ese cambio ya no se puede deshacer.
