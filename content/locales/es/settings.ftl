# /settings y /pause.

command-settings = Tu nombre, tu idioma, tu zona horaria, tu día y tu hora
help-settings = nombre, lugar, idioma, día y hora
command-pause = Un poco de silencio, el tiempo que quieras
help-pause = un rato de silencio

settings-title = *Tus ajustes*
settings-line-name = El nombre que ve tu pareja: { $name }
settings-line-language = Idioma: { $language }
settings-line-place = Dónde estás: { $place } (ahora, { $time })
settings-line-no-place = Dónde estás: todavía no lo sé
settings-line-day = Día del reto, para ustedes dos: { $day }
settings-line-pace =
    Cada cuánto, para ustedes dos: { $weeks ->
        [1] cada semana
        [2] una semana sí y otra no
       *[other] cada { $weeks } semanas
    }
settings-line-hour =
    { $state ->
        [quiet] Tu hora para el reto: { $hour }, que cae en tus horas de silencio, así que llega cuando terminan ({ $until })
       *[open] Tu hora para el reto: { $hour }
    }
settings-line-depth =
    Hasta dónde pueden llegar los retos, para ti: { $depth ->
        [1] lo ligero
        [2] lo cercano
       *[3] lo profundo
    }
settings-line-quiet =
    { $state ->
        [none] Horas de silencio: ninguna
       *[some] Horas de silencio: { $begin } – { $end }
    }
settings-line-nudges =
    { $nudges ->
        [0] Un empujoncito a mitad de semana: no
       *[other] Un empujoncito a mitad de semana: sí, sobre { $about }
    }
settings-line-partner =
    Lo que te envía tu pareja: { $when ->
        [now] al momento
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
        [1] Por su cuenta llegan como mucho { $most } mensajes por semana:
       *[other] Por su cuenta llegan como mucho { $most } mensajes cada { $weeks } semanas:
    } { $nudges ->
        [0] un reto y las dos respuestas.
       *[other] un reto, un empujoncito y las dos respuestas.
    }
settings-week-partner =
    { $when ->
        [now] Aparte va lo que te envía tu pareja: hasta { $most } mensajes al día.
        [card] Lo que te envía tu pareja espera a ese reto, sin mensaje aparte.
       *[off] Lo que te envía tu pareja espera a que mires, sin mensaje aparte.
    }
settings-week-check-in = También va aparte el repaso semanal de sus metas, que quisieron tener ustedes dos.
settings-week-none =
    { $state ->
        [paused] Mientras dura tu pausa, nada llega por su cuenta: ningún mensaje por semana. Solo suenan los recordatorios que son para ti.
        [unkept] Mientras no pueda guardar lo que escribes, no llega ningún reto: ningún mensaje por semana. Lo cambias en *Privacidad*.
        [resting] Los retos están descansando: ningún mensaje mío por semana. Lo que te envía tu pareja llega como elegiste, y los recordatorios suenan como se pusieron. /challenge pone los retos en marcha otra vez.
       *[alone] Mientras no tengas un vínculo con tu pareja, nada llega por su cuenta: ningún mensaje por semana. Solo suenan tus propios recordatorios.
    }

settings-name-ask =
    Tu pareja te ve como { $name }.

    Escribe el nombre que prefieras. Con /cancel se queda como está.
settings-name-empty = Así no queda nada que leer. Escribe un nombre con al menos una letra o un emoji, por favor.
settings-name-one-line = Un nombre va en una sola línea. Escríbelo otra vez sin salto de línea, por favor.
settings-name-long = Es un poco largo: caben { $most } caracteres. Escribe uno más corto, por favor.

settings-language = Español
settings-language-ask =
    ¿En qué idioma quieres que te hable?

    Esto es solo para ti: tu pareja lee en el suyo y no se entera.

settings-hour-ask =
    ¿A qué hora puede llegarte el reto semanal?

    Toca una, o escribe cualquier otra, como { $evening }. Esto es solo para ti; tu pareja tiene su propia hora.
settings-hour-unread = No supe leer ahí una hora. Escríbela como { $evening }.

settings-day-ask =
    ¿Qué día debe llegar el reto?

    El día es el mismo para ustedes dos. Si lo cambias, tu pareja lo leerá en la próxima tarjeta.

settings-day-next = El próximo reto es para el { $day }.

settings-pace-ask =
    ¿Cada cuánto debe llegar un reto? Ahora es { $weeks ->
        [1] cada semana
        [2] una semana sí y otra no
       *[other] cada { $weeks } semanas
    }.

    { $week }

    Esto es igual para ustedes dos. Si lo cambias, tu pareja lo leerá en la próxima tarjeta.

settings-depth-ask =
    Por ti, ¿hasta dónde pueden llegar los retos?

    Tu pareja también elige, y no le cuento a nadie lo que eligió la otra persona. Desde la próxima tarjeta me quedo con la más ligera de las dos elecciones, con retos ligeros entre medias; las primeras semanas son ligeras para todo el mundo. Con las semanas, tu pareja puede adivinar tu elección por lo que llega.

settings-quiet-ask =
    { $state ->
        [none] Ahora no tienes horas de silencio, así que un mensaje puede llegar a cualquier hora del día o de la noche.
       *[some] Horas de silencio: { $begin } – { $end } en tu reloj. En ellas, nada llega por su cuenta.
    }

    En las horas de silencio, un reto, un empujoncito, las respuestas y lo que te envía tu pareja esperan a que terminen. Eso cambia cuándo llegan los mensajes, no cuántos. Lo que pides tú llega al momento, igual que un recordatorio que pusiste o aceptaste para esa hora. Nadie se entera.
settings-quiet-from = ¿Cuándo empiezan tus horas de silencio?
settings-quiet-until = ¿Cuándo terminan tus horas de silencio?

settings-nudges-ask =
    Tres días después de tu reto puede llegar un empujoncito. Trata de lo primero de esta lista que esté activado y venga al caso: el reto, si falta lo tuyo; una frase amable para tu pareja, si no le has enviado ninguna; el próximo paso de una meta que comparten.

    { $week }

    Toca uno para activarlo o desactivarlo.
settings-nudge-challenge = el reto
settings-nudge-thanks = una frase amable
settings-nudge-goals = una meta en común

settings-partner-ask =
    ¿Cuándo puede llegarte lo que te envía tu pareja: agradecimientos, recordatorios que piden tu sí, metas, una pregunta después de una pelea, lo que vuelve a tus respuestas?

    Al momento: hasta { $most } mensajes al día. Después de tres preguntas seguidas sin un sí tuyo, las siguientes esperan. Con la tarjeta semanal: los agradecimientos van en ella, y dice qué más hay. Solo cuando miro: ningún mensaje.

    Elijas lo que elijas, tu pareja lee lo mismo y nada se pierde: todo te espera en /thanks, /reminders, /goals, /repair y /history. Lo que compartieron ustedes dos sigue llegando al momento, igual que los recordatorios a los que dijiste que sí.

settings-pause =
    { $state ->
        [until] Estás en pausa hasta el { $until }.
        [open] Estás en pausa hasta que la termines.
       *[no] ¿Te vendría bien una pausa?
    }

    Durante una pausa nada llega por su cuenta: ni reto, ni empujoncito, ni respuestas, ni nada de lo que envía tu pareja, así que ningún mensaje por semana. Solo suenan los recordatorios que son para ti, y vuelve lo que me pediste. Todos los comandos siguen funcionando, para tu pareja no cambia nada y nadie se entera.
settings-resumed = Tu pausa ha terminado. El próximo reto llega en su día; /challenge muestra lo que hay ahora.

settings-button-name = Mi nombre
settings-button-language = 🌐 Idioma
settings-button-speak = { $language }
settings-button-place = Dónde estoy
settings-button-day = Día
settings-button-hour = Mi hora
settings-button-pace = Cada cuánto
settings-button-every =
    { $weeks ->
        [1] Cada semana
        [2] Una sí, otra no
       *[other] Cada { $weeks } semanas
    }
settings-button-depth = Hasta dónde
settings-button-depth-one = Ligeros y divertidos
settings-button-depth-two = También más cercanos
settings-button-depth-three = También profundos
settings-button-quiet = Horas de silencio
settings-button-quiet-from = Empiezan
settings-button-quiet-until = Terminan
settings-button-quiet-on = Tener horas de silencio
settings-button-quiet-off = Sin horas de silencio
settings-button-nudges = Empujoncitos
settings-button-nudge =
    { $state ->
        [on] ✓ { $about }: sí
       *[off] { $about }: no
    }
settings-button-partner = De mi pareja
settings-button-partner-now = Al momento
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
settings-button-weekday = { $day }
settings-privacy =
    {"*"}Privacidad*

    Esto es solo para ti, y tu pareja no se entera. /forget borra todo lo tuyo.
settings-privacy-kept =
    { $state ->
        [yes] Guardo lo que escribes: sí, desde el { $day }. Si lo dejas, no llegan más retos y no guardo nada nuevo.
       *[no] Guardo lo que escribes: no. Mientras no digas que sí, no llega ningún reto y no guardo nada nuevo.
    }
settings-button-privacy = Privacidad
settings-button-stop-keeping = No guardes más lo que escribo
settings-privacy-hide =
    { $state ->
        [on] Lo que te envío por mi cuenta (recordatorios, retos, lo que manda tu pareja): tapado hasta que lo toques. Las dos respuestas también, estén donde estén.
       *[off] Lo que te envío por mi cuenta (recordatorios, retos, lo que manda tu pareja): a la vista.
    }
settings-privacy-clear =
    { $state ->
        [on] Lo que escribes para ti (diario, respuestas privadas, borradores, después de una pelea): quito tu mensaje de este chat en cuanto está guardado, y lo que te mostré de él cuando terminas. En Discord, y en Telegram pasados dos días, solo tú puedes borrar tu mensaje.
       *[off] Lo que escribes para ti (diario, respuestas privadas, borradores, después de una pelea): tu mensaje se queda en este chat.
    }
settings-button-hide-on = Ocultar palabras hasta que las toque
settings-button-hide-off = Mostrar las palabras
settings-button-clear-on = Quitar lo que escribo para mí
settings-button-clear-off = Dejar lo que escribo para mí
settings-privacy-sort =
    { $state ->
        [on] Las palabras que no ordenas: las pongo en tu diario después de una semana.
       *[off] Las palabras que no ordenas: las borro después de una semana.
    }
settings-privacy-file = Último archivo, sacado el { $day }. Si no fuiste tú, alguien tuvo este chat en sus manos. También podría borrar esta línea.
settings-button-file = Borrar ese día
settings-privacy-hidden =
    { $count ->
        [one] Ocultaste lo que tenías con una pareja anterior.
       *[other] Ocultaste lo que tenías con { $count } parejas anteriores.
    }
settings-button-hidden = Volver a mostrarlo
settings-button-sort-on = Guardar lo no ordenado
settings-button-sort-off = Borrar lo no ordenado
settings-button-word = Una palabra propia
