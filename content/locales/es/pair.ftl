# /pair y /unpair.

command-pair = Invitar a tu pareja, o usar su código
command-pair-words = El código que te dio tu pareja
help-pair = vincularte con tu pareja
command-unpair = Quitar el vínculo con tu pareja
help-unpair = desvincularte, por tu cuenta y al momento

pair-invite =
    Reenvíale o cópiale a tu pareja el mensaje que sigue, o léele el código.

    Sirve una vez, durante 48 horas. Cuando acepte, antes te pregunto si de verdad es tu pareja.
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
pair-button-language = La invitación en { $language }
pair-button-have-code = Tengo un código
pair-ask-code = Escribe el código que te dieron. Las mayúsculas, los espacios y los guiones dan igual.
pair-code-unknown = No conozco ese código. Cada código sirve una vez, durante 48 horas. Escríbelo de nuevo, o pide otro.
pair-too-many-tries = Fueron varios códigos equivocados seguidos. Prueba de nuevo dentro de una hora, o pídele a tu pareja otra invitación.
pair-own-code = Ese es tu propio código, y es para tu pareja: pásale la invitación.
pair-code-expired = Ese código tiene más de 48 horas y ya caducó. Pídele a tu pareja que escriba otra vez /pair, y tendrán uno nuevo.
pair-already-linked = Aquí ya tienes un vínculo con tu pareja. Solo puede haber uno: antes va /unpair.
# Lo mismo para cualquier motivo que contaría algo de la otra persona.
pair-not-now = Ahora mismo no se puede hacer este vínculo. Si ustedes dos todavía lo quieren, con /pair sale una invitación nueva.
pair-promises =
    • Lo que respondas queda oculto hasta que ustedes dos decidan compartirlo.
    • Tu diario y tus ajustes son solo tuyos: no se los muestro a nadie más.
    • Cualquiera puede irse cuando quiera, por su cuenta y al momento, y se queda con sus propias palabras.
pair-welcome =
    {"*"}{ $name }* te invita a estar aquí del mismo lado.

    { pair-promises }

    ¿Hago el vínculo? { $name } tiene que confirmarlo; si dices que no, nadie se entera.
pair-welcome-keep =
    {"*"}{ $name }* te invita a estar aquí del mismo lado.

    { pair-promises }

    Para eso guardo lo que escribes:

    { $facts }

    ¿Hago el vínculo? { $name } tiene que confirmarlo; si dices que no, nadie se entera.
pair-button-accept = Sí, adelante
pair-button-accept-keep = Sí, adelante, y guarda lo que escribo
pair-button-decline = Ahora no
pair-accepted = Qué bien. Le pido a { $name } que lo confirme; en cuanto lo haga, te aviso.
pair-declined = Está bien. No se lo digo a nadie; si antes dijiste que sí, ya no cuenta, y quien lo confirme lo notará. Tienes /reflect para ti, cuando quieras.
pair-confirm =
    Tu invitación fue aceptada.

    {"*"}{ $name }* ha dicho que sí. ¿Es tu pareja? Si no sabes quién es, di que no: el código deja de servir y nadie se entera.
pair-button-confirm = Sí, es mi pareja
pair-button-refuse = No
pair-refused = De acuerdo: no hay vínculo con nadie, y ese código ya no sirve. Con /pair haces otro.
pair-linked = Tú y *{ $name }* ya tienen su vínculo.
pair-begin =
    Ahora tú y *{ $name }* están del mismo lado.

    Una vez por semana les traigo una cosa pequeña para hacer en pareja. ¿Quieres la primera ya, o el día que les toca?
pair-begin-later =
    Ahora tú y *{ $name }* están del mismo lado.

    Una vez por semana les traigo una cosa pequeña para hacer en pareja. La primera llega el día que les toca.
pair-button-when = ¿Cuándo es eso?
pair-zone = Falta una cosa: ¿qué hora es donde estás? Así tu reto llega en buen momento.
pair-button-zone = Poner mi zona horaria
pair-not-linked = Aquí no tienes un vínculo con nadie. Con /pair haces una invitación para tu pareja.
not-linked = Ahora mismo no tienes aquí un vínculo con nadie. Lo que escribiste sigue siendo tuyo, en /journal y /history; con /pair haces una invitación.
pair-unpair-ask =
    ¿Quitar el vínculo con *{ $name }*?

    Ocurre al momento, y no le envío nada. Lo nota cuando mira: en /start, en un botón antiguo o cuando no llega la próxima tarjeta.

    {"*"}Lo que se acaba:* los retos semanales, las metas que comparten y los recordatorios que hicieron para ustedes dos o para la otra persona.

    {"*"}Lo que queda:* tu /journal, tus propios recordatorios, tu frasco de agradecimientos y lo que ya habían compartido en /history; las metas que acordaron se pueden leer todavía en /goals.
pair-button-unpair = Sí, quitar el vínculo
pair-button-stay = Dejarlo como está
pair-unpaired = Ya no hay vínculo. Todo lo que estaba previsto para ustedes dos se ha parado. Tus propias palabras siguen aquí: /history y /journal.
pair-stayed = No ha cambiado nada.

# Después de vincularse otra vez: cada cual lee lo mismo, hasta que ustedes dos hayan dicho que sí.
pair-again =
    Antes de que se acabara el vínculo, ustedes dos tenían esto aquí:

    { $list }

    ¿Quieres retomarlo? Ocurre en cuanto ustedes dos hayan dicho que sí; nadie se entera de lo que dice la otra persona.
pair-again-line = • { $words }
pair-again-yes = Anotado. Ocurre en cuanto ustedes dos hayan dicho que sí; nadie se entera de lo que dice la otra persona.
pair-again-no = De acuerdo, se queda como está. Nadie se entera.
pair-again-done = Retomado: sus metas están en /goals, sus recordatorios en /reminders.
pair-button-again = Sí, retomarlo
pair-button-not-again = No, dejarlo
