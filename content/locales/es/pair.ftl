# /pair y /unpair.

command-pair = Invitar a tu pareja, o usar su código
command-pair-words = El código que te dio tu pareja
help-pair = conectar con tu pareja
command-unpair = Terminar la conexión con tu pareja
help-unpair = terminar la conexión, por tu cuenta y al momento

pair-invite =
    Reenvíale o cópiale a tu pareja el mensaje que sigue, o léele el código.

    Sirve una vez, durante 48 horas. Cuando acepte, te pregunto si de verdad es tu pareja.
pair-invitation =
    A { $name } le gustaría probar contigo *Same Side*: cada semana, una cosa pequeña para hacer en pareja. Mira primero con calma; no pasa nada hasta que digas que sí.

    { $ways }

    Lo que escribas queda oculto hasta que ustedes dos decidan compartirlo. Puedes irte cuando quieras, por tu cuenta y sin dar razones.
# Un camino al bot en una plataforma; $how es `open` donde el enlace lleva el código.
pair-way =
    { $how ->
        [open]
            En { $platform }, abre este enlace o escríbele al bot `/pair { $code }`:
            { $link }
        [add]
            En { $platform }, agrega el bot con este enlace y luego escríbele `/pair { $code }`:
            { $link }
       *[code] En { $platform }, escríbele al bot `/pair { $code }`.
    }
pair-button-choose = Elegir a tu pareja
# Una tecla debajo del chat, que abre la lista de contactos de la app.
pair-key-choose = Elegir a tu pareja
pair-choose =
    Toca *Elegir a tu pareja* abajo y búscala entre tus contactos. Así nadie más puede usar la invitación, y después no tienes que confirmarla.

    De tu elección guardo solo una huella, de la que no se puede sacar la cuenta. Con /cancel vuelves atrás.
pair-chosen = Solo esa persona puede usarla. Reenvíale o cópiale el mensaje que sigue; en cuanto diga que sí, ya están en Same Side.
pair-not-chosen = No elegiste a nadie. Con /pair haces una invitación.
pair-own-choice = Esa persona eres tú. Elige a tu pareja: con /pair haces una invitación nueva.
pair-button-language = La invitación en { $language }
pair-button-have-code = Tengo un código
pair-ask-code = Escribe el código que te dieron. Las mayúsculas, los espacios y los guiones dan igual.
pair-code-unknown = No conozco ese código. Cada código sirve una vez, durante 48 horas. Escríbelo de nuevo, o pide otro.
pair-too-many-tries = Fueron varios códigos equivocados seguidos. Prueba de nuevo en una hora, o pídele a tu pareja otra invitación.
pair-own-code = Ese es tu propio código, y es para tu pareja: pásale la invitación.
pair-code-expired = Ese código tiene más de 48 horas y ya caducó. Pídele a tu pareja que escriba otra vez /pair para tener uno nuevo.
pair-already-linked = Ya tienes pareja aquí. Para conectar con otra persona, usa antes /unpair.
# Lo mismo para cualquier motivo que contaría algo de la otra persona.
pair-not-now = Esta conexión no se puede hacer ahora. Si ustedes dos todavía la quieren, con /pair sale una invitación nueva.
# El primer mensaje que lee la persona invitada: qué es esto y tres datos, en 60 palabras como máximo.
pair-welcome =
    {"*"}{ $name }* te invita a *Same Side*: cada semana, una cosa pequeña para hacer en pareja.

    • Las respuestas quedan ocultas hasta que ustedes dos las compartan.
    • Tu diario y tus ajustes son solo tuyos.
    • Puedes irte cuando quieras, por tu cuenta, y te quedas con tus palabras.

    Si dices que sí, { $name } lo confirma. Si dices que no, nadie se entera.
pair-welcome-keep =
    {"*"}{ $name }* te invita a *Same Side*: cada semana, algo pequeño para hacer en pareja.

    • Guardo lo que escribes. Las respuestas se abren cuando ustedes las comparten.
    • { $operator }
    • Puedes irte y borrar todo cuando quieras. Un sí significa que ya tienes 18 años.

    Si dices que no, nadie se entera.
pair-welcome-more =
    {"*"}{ $name }* te invita a *Same Side*: cada semana, una cosa pequeña para hacer en pareja. Si dices que sí, le pido a { $name } que lo confirme.

    • Lo que respondas queda oculto hasta que ustedes dos decidan compartirlo.
    • Tu diario y tus ajustes son solo tuyos: no se los muestro a nadie más.
    • Cualquiera puede irse cuando quiera, por su cuenta y al momento, y se queda con sus propias palabras.

    Para eso guardo lo que escribes:

    { $facts }

    Si dices que no, nadie se entera.
pair-button-accept = Sí, adelante
pair-button-accept-keep = Sí, adelante, y guarda lo que escribo
pair-button-decline = Ahora no
pair-accepted = Qué bien. Le pido a { $name } que lo confirme; en cuanto lo haga, te aviso.
pair-declined = Está bien. No se lo digo a nadie. Si antes dijiste que sí, ya no cuenta, y quien intente confirmarlo lo notará. Tienes /reflect para ti, cuando quieras.
pair-confirm =
    Tu invitación fue aceptada.

    {"*"}{ $name }* dijo que sí. ¿Es tu pareja? Si no sabes quién es, di que no: el código deja de servir y nadie se entera.
pair-button-confirm = Sí, es mi pareja
pair-button-refuse = No
pair-refused = De acuerdo: no hay conexión con nadie, y ese código ya no sirve. Con /pair haces otro.
pair-linked = Listo: *{ $name }* y tú ya están en Same Side.
pair-begin =
    Ahora tú y *{ $name }* están del mismo lado.

    Una vez por semana les traigo una cosa pequeña para hacer en pareja. ¿Quieres la primera ya, o el día que les toca?
pair-begin-later =
    Ahora tú y *{ $name }* están del mismo lado.

    Una vez por semana les traigo una cosa pequeña para hacer en pareja. La primera llega el día que les toca.
pair-button-when = ¿Cuándo es eso?
pair-zone = Para elegir una buena hora: ¿en qué ciudad estás? Escribe su nombre o comparte tu ubicación.
pair-button-zone = Elegir mi ciudad
pair-not-linked = Todavía no conectaste con tu pareja aquí. Con /pair haces una invitación.
not-linked = Ahora mismo no tienes conexión con nadie aquí. Lo que escribiste sigue siendo tuyo, en /journal y /history; con /pair haces una invitación.
pair-unpair-ask =
    ¿Terminar la conexión con *{ $name }*?

    Ocurre al momento, y no le envío nada. Lo nota cuando mira: en /start, en un botón antiguo o cuando no llega la próxima tarjeta.

    {"*"}Lo que se acaba:* los retos semanales, las metas que comparten y los recordatorios que hicieron para ustedes dos o para la otra persona.

    {"*"}Lo que queda:* tu /journal, tus propios recordatorios, tu frasco de agradecimientos y lo que ya compartieron en /history; las metas que acordaron se pueden leer todavía en /goals.
pair-button-unpair = Sí, terminar la conexión
pair-button-stay = Dejarla como está
pair-unpaired = Listo, la conexión terminó. También todo lo que estaba previsto para ustedes dos. Tus propias palabras siguen aquí: /history y /journal.
pair-stayed = No cambió nada.

# Después de conectar otra vez: las dos personas leen lo mismo, hasta que ambas dicen que sí.
pair-again =
    Antes de que terminara la conexión, ustedes dos tenían esto aquí:

    { $list }

    ¿Quieres retomarlo? Ocurre en cuanto ustedes dos digan que sí; nadie se entera de lo que dice la otra persona.
pair-again-line = • { $words }
pair-again-yes = Anotado. Ocurre en cuanto ustedes dos digan que sí; nadie se entera de lo que dice la otra persona.
pair-again-no = De acuerdo, se queda como está. Nadie se entera.
pair-again-done = Retomado: sus metas están en /goals, sus recordatorios en /reminders.
pair-button-again = Sí, retomarlo
pair-button-not-again = No, dejarlo
