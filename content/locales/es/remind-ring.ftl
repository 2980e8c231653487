# Suena un recordatorio, y lo que puede hacer quien lo recibe.

remind-ring-preview = Un recordatorio para ti
remind-ring =
    { $state ->
        [open] ⏰ { $words }
        [done] ✓ { $words }
       *[quiet] { $words }
    }
remind-ring-late = Lo querías antes: { $when }.
remind-ring-from = De parte de { $name }.
remind-ring-snoozed = Te lo traigo otra vez: { $when }.
remind-ring-skipped = Omitido por esta vez.
remind-ring-waiting = Ya lo marcaste. Queda hecho cuando lo marque también tu pareja.
remind-ring-both = Hecho: ya lo marcaron ustedes dos.

remind-button-done = Hecho
remind-button-undo = Deshacer
remind-button-snooze = Más tarde
remind-button-skip = Omitir este
remind-button-more = Más
remind-button-wake = Traerlo ahora
remind-button-ten = En 10 minutos
remind-button-hour = En 1 hora
remind-button-tonight = Esta noche
remind-button-tomorrow = Mañana
remind-button-until = Otro momento
remind-button-again = Insistir hasta hacerlo
remind-until-ask = ¿Cuándo te lo traigo otra vez? Por ejemplo: “en 2 horas” o “mañana a las { $morning }”.
remind-until-unclear = No me quedó claro cuándo. Escríbelo como “en 2 horas” o “mañana a las { $morning }”, o envía /cancel.
remind-until-set = Te lo traigo otra vez: { $when }.
remind-not-open = Este ya lo resolviste. Si fue un error, toca antes *Deshacer* debajo.
remind-again-ask = ¿Cada cuánto vuelve hasta que lo marques? Esto es solo para ti.
remind-again-set =
    { $minutes ->
        [0] Llega una sola vez. Si no lo marcas, lo encuentras en /reminders.
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
    { $name } quiere un recordatorio para ustedes dos: *{ $words }*, { $when }.

    { $clock }
    { $mode }

    Te llega solo si lo quieres. No le cuento a { $name } qué eliges.
remind-asks-anew-us =
    { $name } quiere cambiar un recordatorio para ustedes dos: *{ $words }*, { $when }.

    { $clock }
    { $mode }

    Hasta que digas que sí, el tuyo sigue como estaba: “{ $before }”, { $earlier }. No le cuento a { $name } qué eliges.
remind-asks-anew-partner =
    { $name } quiere cambiar un recordatorio para ti: *{ $words }*, { $when }.

    Hasta que digas que sí, el tuyo sigue como estaba: “{ $before }”, { $earlier }. No le cuento a { $name } qué eliges.
remind-asks-rests-us =
    { $name } quiere cambiar un recordatorio para ustedes dos: *{ $words }*, { $when }.

    { $clock }
    { $mode }

    El anterior, “{ $before }”, está en pausa, así que no te llega nada hasta que digas que sí. No le cuento a { $name } qué eliges.
remind-asks-rests-partner =
    { $name } quiere cambiar un recordatorio para ti: *{ $words }*, { $when }.

    El anterior, “{ $before }”, está en pausa, así que no te llega nada hasta que digas que sí. No le cuento a { $name } qué eliges.
remind-asks-partner =
    { $name } quiere recordarte algo: *{ $words }*, { $when }.

    Te llega solo si lo quieres. No le cuento a { $name } qué eliges.
remind-button-accept = Sí, recuérdamelo
remind-button-decline = No, gracias
remind-accepted =
    Te lo voy a recordar. Si vuelve, y cada cuánto, lo decides tú.

    { $card }
remind-declined = De acuerdo, no te va a llegar, y no se lo cuento a nadie.
remind-declined-kept = De acuerdo, el tuyo sigue como estaba: “{ $words }”. No se lo cuento a nadie.
remind-declined-rests = De acuerdo, no te va a llegar, y “{ $words }” también sigue en pausa. No se lo cuento a nadie.
remind-waits-for-yes =
    Este recordatorio necesita tu sí:

    { $card }
remind-meanwhile =
    Esto cambió después, así que tu toque no contó. Ahora es así:

    { $card }
remind-meanwhile-kept =
    Esto cambió después, así que tu toque no contó. Ahora es así:

    { $card }

    Hasta que digas que sí, el tuyo sigue como estaba: “{ $before }”.
remind-muted = “{ $words }” está en silencio. Lo encuentras en /reminders, y no se lo cuento a nadie.
remind-left = “{ $words }” ya no te llega, y no se lo cuento a nadie.
remind-back =
    Te llega otra vez.

    { $card }
remind-told-deleted = { $name } retiró el recordatorio “{ $words }”.
remind-told-back = { $name } volvió a poner un recordatorio: *{ $words }*, { $when }.
