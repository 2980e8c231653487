# /ask: una pregunta propia, para la pareja.

command-ask = Hacerse una pregunta propia
command-ask-words = Tu pregunta para ustedes dos
help-ask = una pregunta tuya, para ustedes dos
privacy-page-questions = Preguntas propias

ask-list =
    {"*"}Preguntas propias*

    Tú o tu pareja pregunta, y responden ustedes dos. Nadie ve una respuesta hasta que ustedes dos compartan la suya. Cada quien puede tener { $most } preguntas a la vez. Una pregunta termina dos semanas después de hacerse, pase lo que pase con ella, y solo entonces se libera su lugar. Hasta que ustedes dos compartan, puedes retirar una pregunta tuya.
ask-line =
    { $number }. { $whose ->
        [own] Preguntas tú:
       *[other] Pregunta { $name }:
    } “{ $words }”
ask-question =
    { $whose ->
        [own] Preguntas tú:
       *[other] Pregunta { $name }:
    }

    “{ $words }”
ask-words = ¿Qué quieres preguntarle a { $name }, y también preguntarte? Caben { $longest } caracteres. La verás otra vez antes de que le llegue a nadie.
ask-empty = Ahí no hay palabras. Escribe tu pregunta, o envía /cancel si ahora no.
ask-answer-empty = Ahí no hay palabras. Escribe tu respuesta, o envía /cancel si ahora no.
ask-too-long = Aquí caben { $longest } caracteres, y te sobran { $over }. Escribe algo más corto, por favor. Tu mensaje sigue ahí arriba, para copiar de él.
ask-enough = Ya hiciste { $most } preguntas en dos semanas, y no caben más. Cuando termine la más antigua, habrá lugar para otra.
ask-asked-already = Esa ya la hiciste, y sigue abierta. Está en /ask.
ask-asked = Listo. Está en /ask para ustedes dos, y termina en dos semanas. Tu pareja puede dejarla, y tú leerás lo mismo que si nunca la hubiera visto. Tu propia respuesta puede llegar ahora o después. Si retiras la pregunta, nadie se entera.
ask-arrived =
    Algo de tu pareja.

    { $name } pregunta, para ustedes dos:

    “{ $words }”

    Nadie ve una respuesta hasta que ustedes dos compartan la suya. Puedes dejarla, y nadie se entera.

    _En /settings eliges cuándo te llegan._
ask-preview = Algo que respondieron ustedes dos.
ask-answer =
    “{ $words }”

    Escribe tu respuesta; caben { $longest } caracteres. Nadie la ve hasta que la compartas. /cancel si ahora no.
ask-own-draft =
    {"*"}Tu respuesta hasta ahora:*

    { $words }

    Solo tú puedes verla. Si la compartes, verán ambas respuestas en cuanto compartan ustedes dos, y eso ya no se puede retirar.
ask-own-shared =
    {"*"}La tuya ya está:*

    { $words }

    En cuanto compartan ustedes dos, verán ambas respuestas. Hasta entonces la puedes cambiar o retirar. Si la otra no llega nunca, sigue siendo solo tuya.
ask-own-declined =
    {"*"}Tu respuesta hasta ahora:*

    { $words }
ask-until = Último día: { $day }.
ask-declined = De acuerdo, ya no está en tu lista. Nadie se entera.
ask-dropped = Tu respuesta está borrada.
ask-withdrawn = Tu pregunta ya no está, y tu propia respuesta tampoco. Nadie se entera, y su lugar se libera cuando terminen sus dos semanas.
ask-over = Esa pregunta ya no está abierta. Si le escribiste algo, sigue siendo solo tuyo.
ask-over-line = Una pregunta de /ask ya terminó: cada una termina dos semanas después de hacerse. Lo que escribiste sigue siendo solo tuyo.
ask-shared-already = Ustedes dos ya vieron estas respuestas, así que quedan como están. Claro que pueden hablar de eso.
ask-both =
    { $question }

    {"*"}Tú*
    { $own }

    {"*"}{ $name }*
    { $other }
ask-none-past = Todavía no hay ninguna pregunta que hayan respondido ustedes dos.
ask-card-yes = Puede salir en /cards, entre las de Más cerca, cuando { $name } también lo haya dicho. No les cuento a ninguno qué eligió el otro.
ask-card-no = No va a salir entre sus tarjetas. Nadie se entera.
ask-nobody = Ahora no tienes aquí una conexión con tu pareja, así que no hay a quién preguntarle. Hacer una invitación lleva un minuto.

ask-export-heading =
    { $whose ->
        [own] Pregunta tuya para ti y para { $name }
       *[other] Pregunta de { $name } para ustedes dos
    }
ask-export-card = Te gustaría tenerla entre tus tarjetas.
ask-export-state =
    { $state ->
        [shared] Tu respuesta esperaba a la otra.
        [draft] Tu respuesta no está compartida.
        [declined] Dejaste esta pregunta.
       *[open] No respondiste.
    }

ask-button-write = Preguntar algo
ask-button-open = Pregunta { $number }
ask-button-answer = Responder
ask-button-decline = Esta no
ask-button-undo = Deshacer
ask-button-share = Compartir a la vez
ask-button-edit = Cambiar
ask-button-back = Retirar
ask-button-drop = Borrar mi respuesta
ask-button-withdraw = Retirar la pregunta
ask-button-list = Todas las preguntas
ask-button-past = Lo que respondieron
ask-button-card = Ponerla entre las tarjetas
ask-button-no-card = Sacarla de las tarjetas
ask-button-newer = ◀ Más reciente
ask-button-older = Anterior ▶
ask-button-invite = Invitar a tu pareja
