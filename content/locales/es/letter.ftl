# /letter: palabras para más adelante.

command-letter = Una carta a tu pareja, cerrada hasta un día
command-letter-words = Tu carta
help-letter = una carta que queda cerrada hasta su día

letter-none =
    ¿Hay algo que quieres que { $name } lea más adelante: en un aniversario, antes de un viaje, en un año?

    Guardo tu carta cerrada y no digo nada de ella. Hasta que empiece su día, puedes cambiarla o retirarla.
letter-list = Tus cartas. Hasta que empiece su día, puedes cambiar una carta o retirarla, y { $name } no se entera.
letter-alone = Una carta necesita a alguien que la lea, y ahora no tienes conexión con nadie. Las cartas que no llegaron a su día siguen siendo tuyas.

letter-ask = ¿Qué quieres que { $name } lea algún día? Escríbelo aquí, en un solo mensaje. La ves otra vez antes de cerrarla.
letter-ask-other = Escríbela otra vez. Hasta entonces, la carta queda como está.
letter-ask-day = ¿Qué día se abre? Toca uno o escríbelo, como “14 de mayo” o “en dos años”. Llega a la hora que tu pareja eligió para su semana.
letter-which-day = ¿Qué día quieres decir?
letter-draft =
    { $has ->
        [day] Una carta a { $name }, para abrir el { $day }. Todavía no está cerrada.
       *[none] Una carta a { $name }, sin día por ahora. Todavía no está cerrada.
    }
letter-sealed =
    { $who ->
        [both] Cerrada para { $name } y para ti. Se abre para ustedes dos el { $day }.
       *[partner] Cerrada para { $name }. Se abre el { $day }.
    }
letter-today =
    { $who ->
        [both] Tu carta a { $name } y a ti. Su día fue el { $day }, o está por empezar.
       *[partner] Tu carta a { $name }. Su día fue el { $day }, o está por empezar.
    }
letter-held =
    { $who ->
        [both] Tu carta a { $name } y a ti, para el { $day }. La conexión terminó antes, así que sigue cerrada y es solo tuya. Si se conectan otra vez, sigue cerrada hasta que tú lo digas.
       *[partner] Tu carta a { $name }, para el { $day }. La conexión terminó antes, así que sigue cerrada y es solo tuya. Si se conectan otra vez, sigue cerrada hasta que tú lo digas.
    }
letter-words = “{ $words }”
letter-is-sealed = Listo. No se la muestro a nadie y no digo nada hasta entonces. Quien maneja este bot podría leerla, porque tiene las llaves.
letter-gone = Listo, ya no está y nadie la abrió. Nadie se entera.
letter-got =
    De { $name }, para el { $day }:

    “{ $words }”
letter-arrived =
    { $name } te escribió una carta para hoy:

    “{ $words }”

    _En /settings eliges cuándo te llegan las cartas._
letter-came-back =
    Escribiste esto para { $name } y para ti, para hoy:

    “{ $words }”
letter-preview = Algo que esperaba a este día.

letter-empty = Ese mensaje estaba vacío. Escribe una o dos palabras, o envía /cancel si no es el momento.
letter-too-long = Es un poco larga: caben { $longest } caracteres y te sobran { $over }. Tu mensaje sigue arriba para copiarlo. ¿La acortas o haces dos cartas?
letter-enough = Ya esperan { $most } de tus cartas, y ese es el límite. Esta queda como borrador hasta que se abra una o la retires.
letter-enough-drafts = Tienes { $most } borradores en /letter. Cierra o borra uno primero; tu mensaje sigue arriba para copiarlo.
letter-day-past = Una carta necesita un día que no empezó en ningún lugar del mundo, como pasado mañana. ¿Cuál quieres?
letter-day-far = Faltan más de { $years } años, y es demasiado para prometerlo. ¿Qué día anterior te sirve?
letter-day-unread = No encontré ningún día ahí. Escríbelo como “14 de mayo de 2027” o “en un año”.
letter-has-begun = Su día ya empezó, así que no se puede cambiar ni retirar.

letter-button-write = Escribir una carta
letter-button-all = Todas las cartas
letter-button-got = Cartas para ti
letter-button-draft = Un borrador
letter-button-letter =
    { $state ->
        [draft] Borrador para { $name }: { $day }
        [held] Detenida, para { $name }: { $day }
       *[other] Para { $name }: { $day }
    }
letter-button-invite = Invitar a tu pareja
letter-button-seal = Cerrarla para { $name }
letter-button-seal-both = Cerrarla para ustedes dos
letter-button-again = Sí, que se abra
letter-button-words = Cambiar las palabras
letter-button-day = Otro día
letter-button-take-back = Retirarla
letter-button-on = { $day }
letter-button-date = { $words }: { $day }
letter-button-in-month = En un mes
letter-button-in-half-year = En medio año
letter-button-in-year = En un año
letter-button-newer = ◀ Más nueva
letter-button-older = Más vieja ▶

privacy-page-letters = Cartas
privacy-page-letter-day = Para el { $day }
privacy-page-letter-both = Para ustedes dos
privacy-page-letter =
    { $state ->
        [draft] Todavía sin cerrar
        [sealed] Cerrada hasta su día
        [held] Detenida, porque la conexión terminó antes
        [today] Llegó su día
       *[open] Ya se abrió
    }
privacy-see-partner-letters = una carta, desde el día para el que la cerraste. Antes, ni siquiera que existe
privacy-see-alone-letters = las cartas hasta que empieza su día. Quien maneja este bot podría leerlas, porque tiene las llaves
