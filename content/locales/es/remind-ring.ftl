# Suena un recordatorio, y lo que puede hacer quien lo recibe.

remind-ring-preview = Un recordatorio para ti
remind-ring =
    { $state ->
        [open] ⏰ { $words }
        [done] ✓ { $words }
       *[quiet] { $words }
    }
remind-ring-late = Era para este momento: { $when }
remind-ring-from = De parte de { $name }.
remind-ring-snoozed = Vuelve en este momento: { $when }.
remind-ring-skipped = Esta vez, saltado.
remind-ring-waiting = Lo tuyo está marcado. Queda hecho cuando lo hayan marcado ustedes dos.
remind-ring-both = Hecho: lo marcaron ustedes dos.

remind-button-done = Hecho
remind-button-undo = Deshacer
remind-button-snooze = Más tarde
remind-button-skip = Saltarse este
remind-button-more = Más
remind-button-wake = Mejor ahora
remind-button-ten = En 10 minutos
remind-button-hour = En 1 hora
remind-button-tonight = Esta noche
remind-button-tomorrow = Mañana
remind-button-until = Otro momento
remind-button-again = Insistir hasta hacerlo
remind-until-ask = ¿Cuándo vuelve? Por ejemplo: “en 2 horas” o “mañana a las { $morning }”.
remind-until-unclear = No supe leer ahí un momento. Escríbelo como “en 2 horas” o “mañana a las { $morning }”, o manda /cancel.
remind-until-set = Vuelve en este momento: { $when }.
remind-not-open = Este ya está resuelto. Si fue un error, toca antes *Deshacer* debajo de él.
remind-again-ask = ¿Cada cuánto vuelve hasta que lo marques? Esto es solo para ti.
remind-again-set =
    { $minutes ->
        [0] Viene una sola vez y, si no lo marcas, espera en /reminders.
        [10] Vuelve cada 10 minutos hasta que lo marques.
        [30] Vuelve cada 30 minutos hasta que lo marques.
        [60] Vuelve cada hora hasta que lo marques.
        [180] Vuelve cada 3 horas hasta que lo marques.
       *[1440] Vuelve cada día hasta que lo marques.
    }
remind-button-interval =
    { $minutes ->
        [60] Cada hora
        [180] Cada 3 horas
        [1440] Cada día
       *[other] Cada { $minutes } min
    }
remind-button-once = Una sola vez

remind-share-preview = Sobre un recordatorio
remind-asks-us =
    A { $name } le gustaría un recordatorio para ustedes dos:

    {"*"}{ $words }*
    { $when }
    { $clock }
    { $mode }

    Te llega solo si lo quieres. Elijas lo que elijas, { $name } no lo sabrá.
remind-asks-anew-us =
    A { $name } le gustaría cambiar un recordatorio para ustedes dos:

    {"*"}{ $words }*
    { $when }
    { $clock }
    { $mode }

    Hasta que digas que sí, para ti sigue como estaba: “{ $before }”, { $earlier }. Elijas lo que elijas, { $name } no lo sabrá.
remind-asks-anew-partner =
    A { $name } le gustaría cambiar un recordatorio para ti:

    {"*"}{ $words }*
    { $when }

    Hasta que digas que sí, para ti sigue como estaba: “{ $before }”, { $earlier }. Elijas lo que elijas, { $name } no lo sabrá.
remind-asks-rests-us =
    A { $name } le gustaría cambiar un recordatorio para ustedes dos:

    {"*"}{ $words }*
    { $when }
    { $clock }
    { $mode }

    Hasta que digas que sí no te llega nada nuevo: lo que decía antes, “{ $before }”, descansa. Elijas lo que elijas, { $name } no lo sabrá.
remind-asks-rests-partner =
    A { $name } le gustaría cambiar un recordatorio para ti:

    {"*"}{ $words }*
    { $when }

    Hasta que digas que sí no te llega nada nuevo: lo que decía antes, “{ $before }”, descansa. Elijas lo que elijas, { $name } no lo sabrá.
remind-asks-partner =
    A { $name } le gustaría recordarte algo:

    {"*"}{ $words }*
    { $when }

    Te llega solo si lo quieres. Elijas lo que elijas, { $name } no lo sabrá.
remind-button-accept = Sí, recuérdamelo
remind-button-decline = No, gracias
remind-accepted =
    Te lo recordaré. Cada cuánto vuelve, y si vuelve, lo decides tú cuando quieras.

    { $card }
remind-declined = De acuerdo, no te llegará, y nadie se entera.
remind-declined-kept = De acuerdo, para ti sigue como estaba: “{ $words }”. Nadie se entera.
remind-declined-rests = De acuerdo, no te llegará, y “{ $words }” también descansa. Nadie se entera.
remind-waits-for-yes =
    Este recordatorio espera tu sí:

    { $card }
remind-meanwhile =
    Esto ha cambiado desde entonces, así que tu toque no contó. Ahora dice:

    { $card }
remind-meanwhile-kept =
    Esto ha cambiado desde entonces, así que tu toque no contó. Ahora dice:

    { $card }

    Hasta que digas que sí, para ti sigue como estaba: “{ $before }”.
remind-muted = “{ $words }” ya no suena. Sigue en tus /reminders, y nadie se entera.
remind-left = “{ $words }” ya no te llega, y nadie se entera.
remind-back =
    Te llega otra vez.

    { $card }
remind-told-deleted = { $name } retiró el recordatorio “{ $words }”.
remind-told-back =
    { $name } recuperó un recordatorio:

    {"*"}{ $words }*
    { $when }
