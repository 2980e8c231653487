# /reminders: la lista, la página de cada recordatorio y el archivo de calendario.

remind-list = *Lo que viene*
remind-list-nothing-ahead = No viene nada.
remind-list-empty = No tienes recordatorios. Crea uno en una línea, como “/remind para mí: llamar a mamá mañana a las { $morning }”, o paso a paso:
remind-list-line =
    { $number }. *{ $words }*
    { $when } · { $audience }{ $state ->
        [asked] {" "}· necesita tu sí
        [muted] {" "}· en silencio
       *[on] {""}
    }
remind-list-missed = *Pasado, o sin marcar todavía*
remind-list-missed-line =
    { $state ->
        [open] { $number }. { $words } ({ $when }), sin marcar todavía
       *[missed] { $number }. { $words } ({ $when })
    }
remind-missed-done = ✓ { $words }
remind-missed-off = Quité “{ $words }” de la lista.
remind-missed-later = Te traigo “{ $words }” otra vez: { $when }.
remind-button-off = Quitar de la lista
remind-button-number = { $number }
remind-button-before = ◀ Antes
remind-button-after = Después ▶
remind-button-new = Nuevo recordatorio
remind-button-file = Archivo de calendario
remind-button-list = Mis recordatorios
remind-button-show = Verlo
remind-button-mute = Silenciarlo
remind-button-leave = Ya no quiero recibirlo
remind-button-come-back = Volver a recibirlo
remind-button-skip-next = Omitir el próximo
remind-button-delete = Borrar
remind-skipped-next = Omitido. Próxima vez: { $when }.
remind-deleted = Borré “{ $words }”.
remind-restored =
    Aquí está otra vez.

    { $card }
remind-file = Aquí están tus recordatorios y tus días en un archivo de calendario. Ábrelo con el calendario de tu teléfono o tu computadora. Es una copia de hoy: lo que cambies después no aparece en él.
remind-file-empty = No viene nada, así que el archivo estaría vacío.
