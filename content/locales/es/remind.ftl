# /remind: crear un recordatorio, para una persona, para la pareja o para la otra mitad.

command-remind = Un recordatorio para ti, para tu pareja o para ustedes dos
command-remind-words = Algo como “para los dos: cena el viernes a las 19:00”
help-remind = para ti, para ustedes dos o para tu pareja
command-reminders = Tus recordatorios: los que vienen y los que se pasaron
help-reminders = lo que viene

remind-zone = Antes de recordarte nada necesito saber qué hora marca tu reloj. Después, mándame otra vez la misma línea, por favor.
remind-button-zone = Decir mi hora
remind-not-linked = Eso es para dos, y ahora mismo no tienes aquí un vínculo con nadie. Un recordatorio para ti funciona siempre; con /pair haces una invitación.

remind-who = ¿Para quién es?
remind-button-me = Para mí
remind-button-us = Para ustedes dos
remind-button-partner = Para mi pareja
remind-what = ¿Qué debe decir el recordatorio? Con pocas palabras basta, y el momento puede ir al final: “regar las plantas todos los domingos a las { $morning }”.
remind-no-words = Ahí no había palabras. ¿Qué debe decir el recordatorio?
remind-too-long = Un recordatorio se lee de un vistazo: caben { $longest } caracteres, y te sobran { $over }. Escribe uno más corto, por favor; la hora queda guardada, y arriba tienes tu mensaje para copiar de él.

remind-when-ask = ¿Para cuándo?
remind-when-day = El { $day }, entonces. ¿A qué hora?
remind-when =
    { $why }

    Escríbelo, por ejemplo así:
    mañana a las { $early }
    todos los domingos a las { $morning }
    el último viernes de cada mes a las { $evening }

    O elige un día:
remind-hour = { $day }: ¿a qué hora? Toca una o escribe cuándo.

remind-why-nothing = Ahí no encuentro ningún momento.
remind-why-vague = Eso deja la hora abierta, y prefiero no adivinar.
remind-why-no-time = ¿A qué hora de ese día?
remind-why-half = ¿De la mañana o de la tarde?
remind-why-midnight = ¿Cuando empieza ese día o cuando termina?
remind-why-past = Ese momento ya pasó. ¿Es el siguiente?
remind-why-next = ¿Cuál de estos?
remind-why-order = ¿Cuál es el día y cuál el mes?
remind-why-no-such-day = Ese día no existe en el calendario.
remind-why-short-month = No todos los meses tienen ese día.
remind-why-leap-day = El 29 de febrero solo llega en años bisiestos.
remind-why-which-day = ¿Qué día?
remind-why-weekend = ¿Qué día del fin de semana?
remind-why-nth = Eso se puede leer de dos maneras. ¿Cuál es?
remind-why-differs = Hay dos partes que no encajan entre sí.
remind-why-scattered = Puede que no lo haya leído bien. ¿Es este el momento?
remind-why-doubt = Eso no es exactamente un momento. ¿Cuándo te lo digo?
remind-why-several = ¿A cuál de esas horas? Para varias, puedes hacer un recordatorio para cada una.
remind-why-yearly-moves = Ese día cae cada año en otra fecha, así que solo puedo prometerte el próximo.
remind-why-every-year = ¿Cada año, o solo esta vez?
remind-why-too-often = Eso sería muy a menudo. Lo más seguido que vengo es cada 15 minutos.
remind-why-for-two = Lo que haces para otra persona suena como mucho una vez al día. ¿Cuándo lo quieres, entonces? Tu pareja puede dejar que vuelva hasta que esté hecho, y un recordatorio para ti puede venir más a menudo.
remind-why-meanwhile = Ese momento ya pasó mientras tanto. ¿Cuándo lo quieres entonces?
remind-why-long-ago = Lo escribiste hace más de un día, y me llega ahora. ¿Sigue siendo este el momento?
remind-until-meanwhile = Ese momento ya pasó mientras tanto. Escribe otra hora, o /cancel.
remind-why-too-far = Eso queda más lejos de lo que puedo prometer.

# Where there is nothing to choose from.
remind-why-over = Ese momento ya pasó. ¿Para cuándo lo quieres?
remind-why-unsure = Puede que no lo haya leído bien. ¿Para cuándo lo quieres?

remind-check =
    ¿Está bien así?

    { $card }
remind-check-shifted =
    Esa noche cambia la hora y los relojes se saltan justo la que dijiste, así que tomo el primer momento que viene después. ¿Está bien así?

    { $card }
remind-line-words = *{ $words }*
remind-line-when = Cuándo: { $when }
remind-for-me = Solo para ti
remind-for-us = Para ustedes dos, { $name } y tú
remind-for-partner = Para { $name }
remind-for-you = Para ti, de parte de { $name }
remind-mode-each = Cada cual marca lo suyo.
remind-mode-both = Queda hecho cuando lo hayan marcado ustedes dos.
remind-mode-either = Basta con que lo marque una persona, y vale por las dos.
remind-clock-same = A la vez para ustedes dos.
remind-clock-own = Para cada cual a esa hora, según su propio reloj.

remind-when-once = { $day }, { $time }, hora de { $place }
remind-when-rule = { $rule }, { $time }, hora de { $place }; próxima vez: { $next }
remind-when-elapsed = { $rule }; próxima vez: { $next }
remind-rule-minutes = Cada { $count } minutos
remind-rule-hours =
    { $count ->
        [1] Cada hora
       *[other] Cada { $count } horas
    }
remind-rule-day =
    { $count ->
        [1] Cada día
       *[other] Cada { $count } días
    }
remind-rule-workdays = De lunes a viernes
remind-rule-week =
    { $count ->
        [1] Cada { $days }
       *[other] Cada { $count } semanas: { $days }
    }
remind-rule-month =
    { $count ->
        [1] El { $days } de cada mes
       *[other] Cada { $count } meses, el { $days }
    }
remind-rule-year =
    { $count ->
        [1] Cada año, el { $days }
       *[other] Cada { $count } años, el { $days }
    }
remind-rule-month-bare =
    { $count ->
        [1] Cada mes
       *[other] Cada { $count } meses
    }
remind-rule-year-bare =
    { $count ->
        [1] Cada año
       *[other] Cada { $count } años
    }
remind-rule-nth =
    { $nth ->
        [first] primer { $days }
        [second] segundo { $days }
        [third] tercer { $days }
        [fourth] cuarto { $days }
        [last] último { $days }
       *[fifth] quinto { $days }
    }
remind-rule-monthday =
    { $day ->
        [last] último día
       *[other] día { $day }
    }
remind-rule-nth-month = { $nth } de { $month }

remind-waits = “{ $words }” espera hasta que sigas con ello.
remind-button-go-on = Seguir con ello
remind-button-confirm = Confirmar
remind-button-rest = Confirmar, y que lo anterior descanse
remind-button-change = Cambiar
remind-button-let-go = Mejor no
remind-button-back = ◀ Volver
remind-button-any = { $label }
remind-button-earlier = ◀
remind-button-later = ▶

remind-change =
    ¿Qué quieres cambiar? Cuenta en cuanto lo confirmes.

    { $card }
remind-button-words = Las palabras
remind-button-when = El momento
remind-button-mode = Quién lo marca
remind-button-who = Para quién es
remind-button-clock-own = Cada cual con su reloj
remind-button-clock-same = A la vez en los dos relojes
remind-ask-mode = ¿Quién lo marca como hecho? Si basta una marca, o si hacen falta las dos, cada quien ve cuándo marca la otra persona.
remind-button-mode-each = Cada cual lo suyo
remind-button-mode-both = Hacen falta las dos marcas
remind-button-mode-either = Con una marca basta

remind-kept-me =
    Te lo recordaré.

    { $card }
remind-kept-us =
    Te lo recordaré. Tu pareja puede decir si también lo quiere; lo que elija no se lo cuento a nadie.

    { $card }
remind-kept-partner =
    Lo paso. Le llega a tu pareja si lo quiere; lo que elija no se lo cuento a nadie.

    { $card }
remind-changed =
    Cambiado.

    { $card }
remind-edited-late = Ese ya está confirmado, así que no lo he cambiado. Puedes cambiarlo en /reminders.
remind-changed-for-two =
    Cambiado. Tu pareja puede decir si lo quiere así; hasta entonces, para tu pareja sigue como estaba. Lo que elija no se lo cuento a nadie.

    { $card }
remind-changed-and-rests =
    Cambiado. Tu pareja puede decir si lo quiere así; hasta entonces no le llega nada más de lo anterior. Lo que elija no se lo cuento a nadie.

    { $card }
remind-often-for-two = Lo que haces para otra persona suena como mucho una vez al día. Elige otro momento con *Cambiar* antes de seguir; un recordatorio para ti puede venir más a menudo.
remind-let-go = De acuerdo, no he guardado nada.
remind-draft-gone = Ese ya no está abierto. /reminders muestra los que tienes y /remind crea uno nuevo.
remind-gone = Este recordatorio ya no existe, así que no queda nada por hacer. /reminders muestra los que hay.
remind-passed = Ese momento ya pasó entretanto. Toca *Cambiar* para poner otro, o manda /remind otra vez.
remind-enough-me = Ya te esperan { $most } recordatorios para ti, y no puedo guardar más. Borra uno en /reminders y toca *Confirmar* otra vez; no se pierde nada.
remind-enough-us = Ya esperan { $most } recordatorios tuyos para ustedes dos. Borra uno en /reminders y toca *Confirmar* otra vez; no se pierde nada.
remind-enough-partner = Ya esperan { $most } recordatorios tuyos para tu pareja, y es lo máximo que aquí una persona puede pedirle a la otra. Borra uno en /reminders y toca *Confirmar* otra vez.
remind-enough-today = Hoy ya le has pedido algo a tu pareja, o lo has cambiado, { $most } veces, y en un día no caben más. No se pierde nada: toca *Confirmar* otra vez mañana.
