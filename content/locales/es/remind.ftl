# /remind: crear un recordatorio, para ti, para ustedes dos o para tu pareja.

command-remind = Un recordatorio para ti, para tu pareja o para ustedes dos
command-remind-words = Algo como “para nosotros: cena el viernes a las 19:00”
help-remind = para ti, para ustedes dos o para tu pareja
command-reminders = Tus recordatorios: los que vienen y los que se pasaron
help-reminders = lo que viene

remind-zone = Primero necesito saber en qué ciudad estás, para no equivocarme de hora. Después envía o toca lo mismo otra vez.
remind-button-zone = Decir mi ciudad
remind-not-linked = Ese es para dos, y ahora mismo no tienes conexión con nadie aquí. Siempre puedes crear un recordatorio para ti, y con /pair haces una invitación.

remind-who = ¿Para quién es?
remind-button-me = Para mí
remind-button-us = Para mí y mi pareja
remind-button-partner = Para mi pareja
remind-what = ¿Qué te recuerdo? Puedes agregar la hora: “regar las plantas todos los domingos a las { $morning }”.
remind-no-words = Ese mensaje llegó vacío. ¿Qué te recuerdo?
remind-too-long = En un recordatorio caben { $longest } caracteres, y te sobran { $over }. ¿Puedes escribir uno más corto? La hora ya la tengo.

remind-when-ask = ¿Cuándo te lo recuerdo?
remind-when-day = { $day }. ¿A qué hora?
remind-when =
    { $why }

    Toca una opción o escríbelo, por ejemplo:
    mañana a las { $early }
    todos los domingos a las { $morning }
    el último viernes de cada mes a las { $evening }
remind-which =
    { $why }

    Toca la opción correcta o escríbelo de otra manera.
remind-pick-day = ¿Qué día?
remind-hour = { $day }: ¿a qué hora? Toca una o escríbela.

remind-why-nothing = No encontré ninguna hora ahí. ¿Cuándo te lo recuerdo?
remind-why-vague = No me quedó claro cuándo. ¿A qué hora te viene bien?
remind-why-no-time = ¿A qué hora?
remind-why-half = ¿De la mañana o de la tarde?
remind-why-midnight = ¿Al empezar ese día o al terminar?
remind-why-past = Esa hora ya pasó. ¿Querías decir la próxima?
remind-why-next = ¿Cuál de estas opciones es?
remind-why-order = ¿Cuál es el día y cuál es el mes?
remind-why-no-such-day = Ese día no está en el calendario.
remind-why-short-month = Algunos meses no tienen ese día.
remind-why-leap-day = El 29 de febrero solo llega en años bisiestos.
remind-why-which-day = ¿Qué día?
remind-why-weekend = ¿Qué día del fin de semana?
remind-why-nth = Eso se puede leer de dos maneras. ¿Cuál es?
remind-why-differs = Hay dos partes que no van juntas. ¿Cuál es la correcta?
remind-why-scattered = No sé si lo leí bien. ¿Es este el momento?
remind-why-doubt = No me quedó claro cuándo. ¿Qué hora es la correcta?
remind-why-several = ¿A qué hora? Si quieres varias, crea un recordatorio para cada una.
remind-why-yearly-moves = Ese día cambia cada año, así que solo puedo prometerte el próximo.
remind-why-every-year = ¿Cada año, o solo esta vez?
remind-why-too-often = Puedo recordártelo cada 15 minutos como máximo.
remind-why-for-two = Un recordatorio para otra persona suena como máximo una vez al día. ¿Cuándo debe sonar? Tu pareja puede dejar que vuelva hasta terminarlo, y uno para ti puede sonar más veces.
remind-why-meanwhile = Esa hora ya pasó. ¿Cuándo te lo recuerdo entonces?
remind-why-long-ago = Lo escribiste hace más de un día y me acaba de llegar. ¿Sigue siendo este el momento?
remind-until-meanwhile = Esa hora ya pasó. Escribe otra, o /cancel.
remind-why-too-far = Eso queda demasiado lejos para mí. ¿Cuándo te lo recuerdo entonces?

# Where there is nothing to choose from.
remind-why-over = Esa hora ya pasó. ¿Cuándo te lo recuerdo entonces?
remind-why-unsure = No sé si lo leí bien. ¿Cuándo te lo recuerdo?

remind-check =
    ¿Está bien así?

    { $card }
remind-check-shifted =
    Esa noche cambia la hora y los relojes se saltan la que escribiste, así que tomo el primer momento después. ¿Está bien así?

    { $card }
remind-card-me = Para ti: *{ $words }*, { $when }.
remind-card-us = Para { $name } y para ti: *{ $words }*, { $when }.
remind-card-partner = Para { $name }: *{ $words }*, { $when }.
remind-card-you = Para ti, de parte de { $name }: *{ $words }*, { $when }.
remind-line-words = *{ $words }*
remind-line-when = Cuándo: { $when }
remind-for-me = Para ti
remind-for-us = Para { $name } y para ti
remind-for-partner = Para { $name }
remind-for-you = Para ti, de parte de { $name }
remind-mode-each = Tú marcas lo tuyo y tu pareja lo suyo.
remind-mode-both = Queda hecho cuando ustedes dos lo marquen.
remind-mode-either = Con una marca basta: vale para ustedes dos.
remind-clock-same = Suena en el mismo momento para ustedes dos.
remind-clock-own = Suena a esa hora en el reloj de cada persona.

remind-when-once = { $day }, { $time }, hora de { $place }
remind-place = , hora de { $place }
remind-when-rule = { $rule } a las { $time }, hora de { $place }, próxima vez: { $next }
remind-when-elapsed = { $rule }, próxima vez: { $next }
remind-rule-minutes = cada { $count } minutos
remind-rule-hours =
    { $count ->
        [1] cada hora
       *[other] cada { $count } horas
    }
remind-rule-day =
    { $count ->
        [1] cada día
       *[other] cada { $count } días
    }
remind-rule-workdays = de lunes a viernes
remind-rule-weekday = { $weekday }
remind-rule-week =
    { $count ->
        [1] cada { $days }
       *[other] cada { $count } semanas: { $days }
    }
remind-rule-month =
    { $count ->
        [1] el { $days } de cada mes
       *[other] cada { $count } meses, el { $days }
    }
remind-rule-year =
    { $count ->
        [1] cada año, el { $days }
       *[other] cada { $count } años, el { $days }
    }
remind-rule-month-bare =
    { $count ->
        [1] cada mes
       *[other] cada { $count } meses
    }
remind-rule-year-bare =
    { $count ->
        [1] cada año
       *[other] cada { $count } años
    }
remind-rule-nth =
    { $nth ->
        [first] primer { $weekday }
        [second] segundo { $weekday }
        [third] tercer { $weekday }
        [fourth] cuarto { $weekday }
        [last] último { $weekday }
       *[fifth] quinto { $weekday }
    }
remind-rule-monthday =
    { $day ->
        [0] último día
       *[other] día { $day }
    }
remind-rule-nth-month = { $nth } de { $month }

remind-waits = Dejé “{ $words }” para después.
remind-button-go-on = Terminar ese
remind-button-confirm = Confirmar
remind-button-rest = Confirmar y detener el anterior
remind-button-change = Cambiar
remind-button-let-go = Mejor no
remind-button-back = ◀ Volver
remind-button-any = { $label }
remind-button-earlier = ◀
remind-button-later = ▶
remind-button-other = Otra hora
remind-button-morning = Mañana por la mañana
remind-button-pick = Elegir un día

remind-change =
    ¿Qué quieres cambiar?

    { $card }
remind-change-asked =
    ¿Qué quieres cambiar? Cuenta cuando lo confirmes.

    { $card }
remind-button-words = Las palabras
remind-button-when = La hora
remind-button-mode = Quién lo marca
remind-button-who = Para quién es
remind-button-clock-own = Según el reloj de cada quien
remind-button-clock-same = En el mismo momento
remind-ask-mode = ¿Quién lo marca como hecho? Si basta con una marca, o hacen falta ambas, verás cuándo marca tu pareja, y tu pareja verá cuándo marcas tú.
remind-button-mode-each = Cada quien marca lo suyo
remind-button-mode-both = Hacen falta ambas marcas
remind-button-mode-either = Con una marca basta

remind-kept-me = Te lo voy a recordar: *{ $words }*, { $when }.
remind-changed-me = Listo, lo cambié. Te lo voy a recordar: *{ $words }*, { $when }.
remind-undone = Deshecho, no te lo voy a recordar. Aquí están tus palabras: *{ $words }*, { $when }.
remind-undone-change = Deshecho. Quedó como estaba: *{ $words }*, { $when }.
remind-undone-over = Deshecho. Quedó como estaba, pero esa hora ya pasó: *{ $words }*, { $when }.
remind-undo-newer = Después lo cambiaste otra vez, así que no lo toqué. En /reminders ves cómo está ahora.
remind-button-restore = Ponerlo otra vez
remind-kept-us =
    Te lo voy a recordar. Tu pareja puede decir si también lo quiere, y no le cuento a nadie qué eligió.

    { $card }
remind-kept-partner =
    Se lo paso. A tu pareja le llega solo si lo quiere, y no le cuento a nadie qué eligió.

    { $card }
remind-edited-late = Ese ya está puesto, así que no lo cambié. Puedes cambiarlo en /reminders.
remind-changed-for-two =
    Listo, lo cambié. Tu pareja puede decir si lo quiere así. Hasta entonces el suyo sigue como estaba, y no le cuento a nadie qué eligió.

    { $card }
remind-changed-and-rests =
    Listo, lo cambié. Tu pareja puede decir si lo quiere así. Hasta entonces ya no le llega el anterior, y no le cuento a nadie qué eligió.

    { $card }
remind-often-for-two = Un recordatorio para otra persona suena como máximo una vez al día. Toca *Cambiar* para elegir otra hora. Uno para ti puede sonar más veces.
remind-let-go = De acuerdo, no lo guardé.
remind-draft-gone = Ese ya no está abierto. En /reminders ves los que tienes, y con /remind creas uno nuevo.
remind-gone = Ese recordatorio ya no existe. En /reminders ves los que tienes.
remind-passed = Esa hora ya pasó. Toca *Cambiar* para elegir otra, o envía /remind otra vez.
remind-enough-me = Ya tienes { $most } recordatorios para ti, y no puedo guardar más. Borra uno en /reminders y toca *Confirmar*.
remind-enough-us = Ya tienes { $most } recordatorios compartidos en espera. Borra uno en /reminders y toca *Confirmar*.
remind-enough-partner = Ya tienes { $most } recordatorios en espera para tu pareja, y es lo máximo que una persona puede pedirle a la otra aquí. Borra uno en /reminders y toca *Confirmar*.
remind-enough-today = Hoy ya le pediste algo a tu pareja, o lo cambiaste, { $most } veces, y es lo máximo en un día. No se pierde nada: toca *Confirmar* otra vez mañana.
