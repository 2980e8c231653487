# /settings y /pause.

command-settings = Tu nombre, tu idioma, tu zona horaria, tu día y tu hora
help-settings = nombre, lugar, idioma, día y hora
command-pause = Un poco de silencio, el tiempo que quieras
help-pause = un rato de silencio

settings-title = *Tus ajustes*
settings-line-name = El nombre que ve tu pareja: { $name }
settings-line-pronoun =
    Cómo escribo sobre ti: { $pronoun ->
        [she] ella
        [he] él
        [neither] ni ella ni él
       *[unsaid] no lo dijiste
    }
settings-line-language = Idioma: { $language }
settings-line-place = Dónde estás: { $place } (ahora, { $time })
settings-line-no-place = Dónde estás: todavía no lo sé
settings-line-country =
    { $country ->
        [none] País: aún no lo sé
       *[other] País: { $country }
    }
settings-line-usual = Lo que para ti es cada parte del día: { $hours }
settings-usual-hour =
    { $part ->
        [dawn] a primera hora, { $time }
        [morning] por la mañana, { $time }
        [lunch] a la hora de comer, { $time }
        [afternoon] por la tarde, { $time }
        [evening] al anochecer, { $time }
       *[night] esta noche, { $time }
    }
settings-line-day = Día del reto, para ustedes dos: { $weekday }
settings-line-pace =
    Cada cuánto, para ustedes dos: { $weeks ->
        [1] cada semana
        [2] cada dos semanas
       *[other] cada { $weeks } semanas
    }
settings-line-hour =
    { $state ->
        [quiet] Tu hora para el reto: { $hour }. Cae en tus horas de silencio, así que llega a esta hora: { $until }
       *[open] Tu hora para el reto: { $hour }
    }
settings-line-depth =
    Qué tan profundos pueden ser los retos, para ti: { $depth ->
        [1] ligeros
        [2] más cercanos
       *[3] profundos
    }
settings-line-quiet =
    { $state ->
        [none] Horas de silencio: ninguna
       *[some] Horas de silencio: { $begin } – { $end }
    }
settings-line-nudges =
    { $nudges ->
        [0] Un aviso a mitad de semana: no
       *[other] Un aviso a mitad de semana: sí, sobre { $about }
    }
settings-line-partner =
    Lo que te envía tu pareja: { $when ->
        [now] enseguida
        [card] con la tarjeta semanal
       *[off] solo cuando miras
    }
settings-line-extras =
    Sus preguntas, cartas y fechas: { $when ->
        [now] enseguida
        [card] con la tarjeta semanal
       *[off] solo cuando miras
    }
settings-line-pause =
    Pausa: { $state ->
        [until] hasta el { $until }
        [open] hasta que la termines
       *[no] no
    }

# Lo que las elecciones significan en mensajes por semana.

settings-week =
    { $weeks ->
        [1] Te escribo como máximo { $most } veces por semana:
       *[other] Te escribo como máximo { $most } veces cada { $weeks } semanas:
    } { $nudges ->
        [0] un reto y ambas respuestas.
       *[other] un reto, un aviso y ambas respuestas.
    }
settings-week-partner =
    { $when ->
        [now] Aparte va lo que te envía tu pareja: hasta { $most } mensajes al día.
        [card] Lo que te envía tu pareja espera a ese reto, sin mensaje aparte.
       *[off] Lo que te envía tu pareja espera a que mires, sin mensaje aparte.
    }
settings-week-check-in = También va aparte la pregunta semanal sobre sus metas, que ustedes dos pidieron.
settings-week-none =
    { $state ->
        [paused] Estás en pausa, así que no te llegará ningún mensaje mío. Solo suenan los recordatorios que son para ti.
        [unkept] Mientras no pueda guardar lo que escribes, no hay retos y no te llegará ningún mensaje mío. Puedes cambiarlo en *Privacidad*.
        [resting] Los retos están en pausa, así que no te llegará ningún mensaje mío. Lo que te envía tu pareja llega como elegiste, y los recordatorios suenan a su hora. Con /challenge vuelven los retos.
       *[alone] Ahora no tienes aquí una conexión con tu pareja, así que no te llegará ningún mensaje mío. Solo suenan tus propios recordatorios.
    }

settings-name-ask =
    Tu pareja te ve como { $name }.

    ¿Qué nombre prefieres? Con /cancel se queda como está.
settings-name-empty = En ese nombre no se ve nada. Escribe uno con al menos una letra o un emoji, por favor.
settings-name-one-line = Un nombre va en una sola línea. Escríbelo otra vez sin salto de línea, por favor.
settings-name-long = Es un poco largo: caben { $most } caracteres. Escribe uno más corto, por favor.

settings-pronoun-ask =
    ¿Cómo escribo sobre ti?

    Hay palabras que tienen dos formas, una para mujeres y otra para hombres. Uso tu elección solo en lo que te escribo a ti. Tu pareja no se entera y lee lo mismo, elijas lo que elijas. Mientras no lo digas, uso palabras que le sirven a cualquiera.

settings-language = Español
settings-language-ask =
    ¿En qué idioma quieres que te hable?

    Esto es solo para ti: tu pareja lee en su idioma y no se entera.

settings-country-ask =
    { $country ->
        [none] Aún no sé tu país.
       *[other] Leo las fechas como se escriben en este país: { $country }.
    }

    El país me dice si 5/6 es en mayo o en junio, y cuándo es el Día de la Madre. ¿Por cuál me guío? Escribe solo el nombre.

    Es solo para ti. A tu pareja no se lo digo.
settings-country-which = ¿Qué país quieres decir?
settings-country-set =
    { $country ->
        [none] De acuerdo. Preguntaré cuando una fecha dependa del país.
       *[other] De acuerdo. Leeré las fechas como se escriben en este país: { $country }.
    }
settings-country-unread = No conozco ningún país con ese nombre. Escríbelo de otra manera, o envía /cancel.
settings-usual-forgotten = Hecho. “Esta noche” y las demás partes del día vuelven a ser lo que eran al principio.

settings-hour-ask =
    ¿A qué hora quieres recibir el reto semanal?

    Toca una, o escribe cualquier otra, como { $evening }. Esto es solo para ti; tu pareja elige su propia hora.
settings-hour-unread = No pude leer eso como una hora. Escríbela como { $evening }.

settings-day-ask =
    ¿Qué día quieres que llegue el reto?

    El día es el mismo para ustedes dos. Si lo cambias, tu pareja lo verá en la próxima tarjeta.

settings-day-next = El próximo reto es para el { $day }.

settings-pace-ask =
    ¿Cada cuánto quieres que llegue un reto? Ahora llega { $weeks ->
        [1] cada semana
        [2] cada dos semanas
       *[other] cada { $weeks } semanas
    }.

    { $week }

    Esto es igual para ustedes dos. Si lo cambias, tu pareja lo verá en la próxima tarjeta.

settings-depth-ask =
    ¿Qué tan profundos quieres que sean los retos?

    Tu pareja también elige, y no le cuento a nadie lo que eligió la otra persona. Desde la próxima tarjeta sigo la elección más ligera, y mezclo retos ligeros. Las primeras semanas son ligeras para todo el mundo. Con las semanas, tu pareja quizá adivine tu elección por lo que llega.

settings-quiet-ask =
    { $state ->
        [none] Ahora no tienes horas de silencio, así que un mensaje puede llegar a cualquier hora del día o de la noche.
       *[some] Horas de silencio: { $begin } – { $end } en tu reloj. En esas horas no te escribo.
    }

    Un reto, un aviso, las respuestas y lo que te envía tu pareja esperan a que terminen. Eso cambia cuándo llegan los mensajes, no cuántos. Lo que pides tú llega enseguida, igual que un recordatorio que pusiste o aceptaste para esa hora. Nadie se entera.
settings-quiet-from = ¿A qué hora empiezan tus horas de silencio?
settings-quiet-until = ¿A qué hora terminan tus horas de silencio?

settings-nudges-ask =
    Tres días después de tu reto puede llegarte un aviso. Elijo lo primero que venga al caso: el reto, si todavía no compartiste; un agradecimiento para tu pareja, si no le enviaste ninguno; el próximo paso de una meta que comparten.

    { $week }

    Toca uno para activarlo o desactivarlo.
settings-nudge-challenge = el reto
settings-nudge-thanks = un agradecimiento
settings-nudge-goals = una meta en común

settings-partner-ask =
    Tu pareja puede enviarte agradecimientos, recordatorios que piden tu sí, metas, una pregunta después de una pelea y una reacción a tu respuesta. ¿Cuándo quieres recibirlos?

    Enseguida: hasta { $most } mensajes al día. Después de tres pedidos seguidos sin un sí tuyo, los siguientes esperan. Con la tarjeta semanal: los agradecimientos van en ella, y dice qué más hay. Solo cuando miro: ningún mensaje.

    Elijas lo que elijas, tu pareja lee lo mismo y nada se pierde: todo te espera en /thanks, /reminders, /goals, /repair y /history. Lo que compartieron ustedes dos sigue llegando enseguida, igual que los recordatorios a los que dijiste que sí.

settings-extras-ask =
    Tu pareja también puede hacerte preguntas propias, escribirte una carta para más adelante y compartir una fecha que importa. Todo eso pide un poco más de tiempo; por eso, si no dices otra cosa, espera a tu tarjeta semanal: una línea dice qué hay. Lo mismo vale para una noche con /cards.

    ¿Cuándo quieres recibirlo? Elijas lo que elijas, tu pareja lee lo mismo.

settings-pause =
    { $state ->
        [until] Estás en pausa hasta el { $until }.
        [open] Estás en pausa hasta que la termines.
       *[no] ¿Quieres hacer una pausa?
    }

    Durante una pausa no te llegará ningún mensaje mío: ni reto, ni aviso, ni respuestas, ni nada de tu pareja. Solo suenan los recordatorios que son para ti, y vuelve lo que me pediste. Todos los comandos siguen funcionando, para tu pareja no cambia nada y nadie se entera.
settings-resumed = Tu pausa terminó. El próximo reto llega en su día, y /challenge muestra lo que hay ahora.

settings-button-name = Mi nombre
settings-button-pronoun = Cómo escribes sobre mí
settings-button-pronoun-she = Ella
settings-button-pronoun-he = Él
settings-button-pronoun-neither = Ni ella ni él
settings-button-pronoun-unsaid = Prefiero no decirlo
settings-button-language = 🌐 Idioma
settings-button-speak = { $language }
settings-button-place = Dónde estoy
settings-button-country = País
settings-button-country-of-zone = Según dónde estoy
settings-button-country-named = { $country }
settings-button-usual = Olvidar mis horas
settings-button-day = Día
settings-button-hour = Mi hora
settings-button-pace = Cada cuánto
settings-button-every =
    { $weeks ->
        [1] Cada semana
        [2] Cada dos semanas
       *[other] Cada { $weeks } semanas
    }
settings-button-depth = Qué tan profundos
settings-button-depth-one = Ligeros y divertidos
settings-button-depth-two = También más cercanos
settings-button-depth-three = También profundos
settings-button-quiet = Horas de silencio
settings-button-quiet-from = Empiezan
settings-button-quiet-until = Terminan
settings-button-quiet-on = Poner horas de silencio
settings-button-quiet-off = Sin horas de silencio
settings-button-nudges = Avisos
settings-button-nudge =
    { $state ->
        [on] ✓ { $about }: sí
       *[off] { $about }: no
    }
settings-button-partner = De mi pareja
settings-button-extras = Preguntas, cartas, fechas
settings-button-partner-now = Enseguida
settings-button-partner-card = Con la tarjeta semanal
settings-button-partner-off = Solo cuando miro
settings-button-rest = Hacer una pausa
settings-button-resume = Terminar la pausa
settings-button-pause-week = 1 semana
settings-button-pause-weeks = 2 semanas
settings-button-pause-month = 1 mes
settings-button-pause-open = Hasta que yo la termine
settings-button-show = Mis ajustes
settings-button-back = Volver
settings-button-time = { $time }
settings-button-weekday = { $weekday }
settings-privacy =
    {"*"}Privacidad*

    Esto es solo para ti, y tu pareja no se entera. /forget borra todo lo tuyo.
settings-privacy-kept =
    { $state ->
        [yes] Guardo lo que escribes: sí, desde el { $day }. Si lo desactivas, no llegan más retos y no guardo nada nuevo.
       *[no] Guardo lo que escribes: no. Mientras no digas que sí, no llegan retos y no guardo nada nuevo.
    }
settings-button-privacy = Privacidad
settings-button-stop-keeping = No guardes más lo que escribo
settings-privacy-hide =
    { $state ->
        [on] Mis propios mensajes (recordatorios, tarjetas, lo que envía tu pareja): tapados hasta que los toques. También ambas respuestas, estén donde estén.
       *[off] Mis propios mensajes (recordatorios, tarjetas, lo que envía tu pareja): a la vista.
    }
settings-privacy-clear =
    { $state ->
        [on] Lo que escribes para ti (diario, respuestas privadas, borradores, después de una pelea): quito tu mensaje de este chat en cuanto lo guardo, y lo que te mostré de él cuando terminas. En Discord, y en Telegram después de dos días, solo tú puedes borrar tu mensaje.
       *[off] Lo que escribes para ti (diario, respuestas privadas, borradores, después de una pelea): tu mensaje se queda en este chat.
    }
settings-button-hide-on = Ocultar palabras hasta que las toque
settings-button-hide-off = Mostrar las palabras
settings-button-clear-on = Quitar lo que escribo para mí
settings-button-clear-off = Dejar lo que escribo para mí
settings-privacy-stay =
    { $state ->
        [on] Reenviar: lo que te envíe desde ahora no se puede reenviar ni guardar desde este chat. Quien tenga tu teléfono en la mano igual puede leerlo. Los archivos que pidas, como el de /export, y las invitaciones quedan libres.
       *[off] Reenviar: lo que te envío se puede reenviar y guardar, como cualquier mensaje.
    }
settings-privacy-sort =
    { $state ->
        [on] Las palabras que no ordenas: las pongo en tu diario después de una semana.
       *[off] Las palabras que no ordenas: las borro después de una semana.
    }
settings-privacy-file = Último archivo, sacado el { $day }. Si no fuiste tú, alguien más tuvo acceso a este chat. También podría borrar esta línea.
settings-button-file = Borrar ese día
settings-privacy-hidden =
    { $count ->
        [one] Ocultaste lo que tenías con una pareja anterior.
       *[other] Ocultaste lo que tenías con { $count } parejas anteriores.
    }
settings-button-hidden = Volver a mostrarlo
settings-button-stay-on = No dejar reenviar ni guardar
settings-button-stay-off = Dejar reenviar y guardar
settings-button-sort-on = Guardar lo no ordenado
settings-button-sort-off = Borrar lo no ordenado
settings-button-word = Una palabra propia
