# /reflect, /done y /journal.

command-reflect = Escribir algo, solo para ti
command-reflect-words = Lo que quieres guardar
help-reflect = escribir para ti
command-journal = Leer tu propio diario
help-journal = leer lo que escribiste

reflect-prompt =
    { $question }

    Escribe sobre esto o sobre otra cosa, tan largo y en tantos mensajes como quieras. Aquí solo tú puedes leerlo.
reflect-note-open =
    { $parts ->
        [1] Guardado en tu diario. Aquí solo tú puedes leerlo.
       *[other] { $parts } mensajes guardados en tu diario. Aquí solo tú puedes leerlos.
    }

    ¿Hay más? Sigue escribiendo. Y si no, toca *Ya está*.
reflect-note =
    { $parts ->
        [1] Guardado en tu diario. Aquí solo tú puedes leerlo.
       *[other] { $parts } mensajes guardados en tu diario. Aquí solo tú puedes leerlos.
    }

    Con /journal lo abres.
reflect-changed = Lo que cambiaste también está en tu diario.
reflect-done = Ya está en tu diario. Con /journal lo abres cuando quieras.
reflect-dropped = De acuerdo, no guardé nada.
reflect-nothing-open = Ahora mismo no estás escribiendo nada. Con /reflect empiezas, y en /journal está lo que escribiste.

reflect-head = _{ $date }_ · { $at } de { $all }
reflect-page =
    { $head }

    { $words }
reflect-page-about =
    { $head }
    _Sobre “{ $title }”_

    { $words }
reflect-empty = Tu diario todavía está vacío. Para empezarlo basta una línea, y solo te la muestro a ti.
reflect-delete = ¿Borro esto de tu diario para siempre? No se puede recuperar.
reflect-erased = Ya no está en tu diario.

reflect-button-write = Escribir algo
reflect-button-not-now = Ahora no
reflect-button-done = Ya está
reflect-button-newer = ◀ Más reciente
reflect-button-older = Más antiguo ▶
reflect-button-delete = Borrar esto
reflect-button-delete-yes = Sí, bórralo
reflect-button-delete-no = No, déjalo
reflect-button-journal = Abrir mi diario
reflect-not-cleared = Está guardado, pero no he podido quitar tu mensaje de este chat. Puedes borrarlo tú: mantenlo pulsado y elige Eliminar.
