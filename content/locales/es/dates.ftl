# /dates: los días que importan.

command-dates = Los días que importan: aniversarios, cumpleaños, primeras veces
command-dates-words = Un día, como “nuestro aniversario, 14 de mayo de 2018”
help-dates = los días que importan, y cuándo quieres saber de ellos

dates-none =
    ¿Qué días te importan: un aniversario, un cumpleaños, la primera vez de algo?

    Agrega uno, con palabras como “nuestro aniversario es el { $day } de 2018” o con unos toques. Solo tú lo ves, hasta que ustedes dos acepten compartirlo.
dates-list =
    {"*"}Los días que importan, primero los más cercanos*

    { $lines }
dates-line =
    { $more ->
        [yes] • { $words }: { $when } ({ $day }), { $years }
       *[no] • { $words }: { $when } ({ $day })
    }
dates-in-days =
    { $days ->
        [0] hoy
        [1] mañana
       *[other] en { $days } días
    }
dates-in-months =
    { $months ->
        [one] en un mes
       *[other] en { $months } meses
    }
dates-years-anniversary =
    { $years ->
        [one] un año en pareja
       *[other] { $years } años en pareja
    }
dates-years-birthday =
    { $years ->
        [one] cumple un año
       *[other] cumple { $years } años
    }
dates-years-first =
    { $years ->
        [one] hace un año
       *[other] hace { $years } años
    }
dates-years-other =
    { $years ->
        [one] hace un año
       *[other] hace { $years } años
    }

# La página de una fecha.

dates-words = “{ $words }”
dates-day = { $day }: { $when }
dates-shared =
    { $has ->
        [year] “{ $words }”, { $day } de { $year }
       *[none] “{ $words }”, { $day }
    }
dates-state =
    { $state ->
        [asked] Le preguntaste a { $name } si la comparten. Es tuya hasta que diga que sí.
        [both] { $name } y tú la tienen.
        [changed] La cambiaste después del sí de { $name }, que la sigue viendo como era.
        [theirs] { $name } la comparte contigo.
       *[mine] Solo tú la ves.
    }
dates-told =
    { $days ->
        [7] Te aviso una semana antes.
        [3] Te aviso tres días antes.
        [1] Te aviso el día antes.
       *[0] No te aviso por mi cuenta.
    }
dates-notes = Tus notas, solo para ti:
dates-note = • { $words }
dates-kept = Queda anotada.
dates-known = Esa ya la tenías; la dejé una sola vez.
dates-deleted = Listo, ya no está. Las notas que tenía están en /note. Si la compartían, tu pareja la conserva.
dates-tell-ask =
    ¿Cuándo quieres que te avise? Sería a las { $hour }, tu hora en /settings, con tus notas. Tu pareja no ve lo que eliges.

# Las preguntas por lo que falta.

dates-ask = ¿Qué día es? Escríbelo, como “nuestro aniversario es el { $day } de 2018” o “el cumpleaños de mamá, { $day }”.
dates-ask-day = ¿Qué día es? Escríbelo, como { $day }, con el año o sin él.
dates-which-day = ¿Qué día quieres decir?
dates-ask-leap = Casi ningún año tiene 29 de febrero. ¿Qué día cuento entonces?
dates-ask-words = { $day }: ¿qué día es ese? Escríbelo en pocas palabras o toca una opción.
dates-ask-other-words = ¿Cómo la llamo? Mientras no escribas nada, queda como está.
dates-ask-year = ¿De qué año es? Así puedo decir cuánto hace. Escríbelo, como 2018, o déjalo sin año.
dates-change = ¿Qué quieres cambiar? Lo que comparten queda como está hasta que ustedes dos acepten lo nuevo.
dates-pick-month = ¿En qué mes es?
dates-pick-day = ¿Qué día de { $month }?
dates-unread = No encontré ningún día ahí. Escríbelo con su mes, como “14 de mayo” o “14 de mayo de 2018”.
dates-no-such-day = Ese mes no tiene ese día. ¿Cuál quieres decir?
dates-year-unread = Necesito cuatro cifras, como 2018. O toca *Sin año*.
dates-year-range = Puedo contar de { $first } a { $last }. ¿Hay un error en el año? Escríbelo otra vez o déjalo sin año.
dates-year-no-leap = En { $year } no hubo 29 de febrero. ¿Qué año era?
dates-empty = Ese mensaje estaba vacío. Escribe una o dos palabras, o envía /cancel si no es el momento.
dates-too-long = Es demasiado largo: caben { $longest } caracteres y te sobran { $over }. Bastan un nombre y un día; para lo demás hay notas.
dates-enough = Ya tienes { $most } días aquí, y no caben más. Borra uno para hacer lugar.
dates-enough-open = { $count } de tus días esperan el sí de tu pareja, y ese es el límite. Puedes retirar uno en /dates.
dates-over = Esto cambió mientras tanto. /dates muestra cómo está ahora.

# Para compartirla.

dates-share-ask =
    { $name } vería esto, y nada más:

    { $date }

    Con su sí, la tienen ustedes dos. Tus notas siguen siendo tuyas, y cada quien decide cuándo quiere un aviso. ¿Le pregunto?
dates-asks =
    A { $name } le gustaría compartir un día contigo:

    { $date }

    Con tu sí, lo tienen ustedes dos. Sin él, nada cambia.
dates-agreed =
    Ahora la tienen ustedes dos:

    { $date }

    No te aviso por mi cuenta, a menos que lo quieras.
dates-agreed-by =
    { $name } dijo que sí, así que la tienen ustedes dos:

    { $date }
dates-put-off = Ya no está en tu lista. Nadie se entera.
dates-preview = Algo sobre un día que importa.
dates-told-preview = Algo que querías saber.

# Lo que puede ser una fecha con un toque, también como sus palabras.

dates-named-ours = Nuestro aniversario
dates-named-theirs = Cumpleaños de { $name }
dates-named-mine = Mi cumpleaños

dates-button-add = Agregar un día
dates-button-all = Todos los días
dates-button-tap = Elegirlo con toques
dates-button-date = { $words }: { $when }
dates-button-received = { $name } comparte: { $words }
dates-button-file = Archivo de calendario
dates-button-earlier = ◀ Antes
dates-button-later-ones = Después ▶
dates-button-share = Compartirla con { $name }
dates-button-propose = Sí, pregúntale a { $name }
dates-button-withdraw = Retirarla
dates-button-agree = Sí, la compartimos
dates-button-later = Ahora no
dates-button-remove = Quitarla de mi lista
dates-button-tell = Cuándo avisarme
dates-button-tell-7 = Una semana antes
dates-button-tell-3 = Tres días antes
dates-button-tell-1 = El día antes
dates-button-tell-0 = Nunca
dates-button-note = Agregar una nota
dates-button-change = Cambiarla
dates-button-delete = Borrarla
dates-button-words = El nombre
dates-button-day = El día
dates-button-year = El año
dates-button-back = Volver
dates-button-before = El 28 de febrero
dates-button-after = El 1 de marzo
dates-button-no-year = Sin año
dates-button-months = Otro mes
dates-button-day-of-year = { $day }

# Las palabras por las que se reconoce la clase de fecha, y las que van entre una fecha y su día.

dates-kind-anniversary = aniversario, boda, nos casamos, juntos desde, juntas desde
dates-kind-birthday = cumpleaños, cumple, nació, nacimiento
dates-kind-first = primer, primera, primeras, nos conocimos
dates-links = es, fue, son, el, cae, en

# La página de una exportación y /whatcansee.

privacy-page-dates = Los días que importan
privacy-page-day =
    { $leap ->
        [before] { $day }, o 28 de febrero
        [after] { $day }, o 1 de marzo
       *[other] { $day }
    }
privacy-page-year = Desde { $year }
privacy-page-date-kind =
    { $kind ->
        [anniversary] Un aniversario
        [birthday] Un cumpleaños
        [first] Una primera vez
       *[other] Un día que importa
    }
privacy-page-date =
    { $state ->
        [own] Tuya
        [draft] Sin terminar
        [proposed] { $whose ->
            [mine] Te gustaría compartirla con { $name }
           *[theirs] A { $name } le gustaría compartirla
        }
       *[agreed] { $whose ->
            [mine] La compartes con { $name }
           *[theirs] { $name } la comparte contigo
        }
    }
privacy-see-partner-dates = un día que importa, en cuanto le preguntas si lo comparten: sus palabras, el día y el año. Cuándo quieres un aviso, solo lo sabes tú
privacy-see-alone-dates = los días que importan y no compartes, tus notas y los avisos que quieres
