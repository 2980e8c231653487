# /reflect, /done y /journal.

command-reflect = Escribir algo, solo para ti
command-reflect-words = Lo que quieres guardar
help-reflect = escribir para ti
command-journal = Leer tu propio diario
help-journal = leer lo que escribiste

reflect-prompt =
    { $question }

    Escribe sobre esto o sobre otra cosa, tanto y en tantos mensajes como quieras. Aquí solo tú puedes leerlo.
reflect-note-open =
    { $parts ->
        [1] Ya está en tu diario. Aquí solo tú puedes leerlo.
       *[other] { $parts } mensajes ya están en tu diario. Aquí solo tú puedes leerlos.
    }

    ¿Hay más? Sigue escribiendo. Si no, toca *Ya está*.
reflect-note =
    { $parts ->
        [1] Ya está en tu diario. Aquí solo tú puedes leerlo.
       *[other] { $parts } mensajes ya están en tu diario. Aquí solo tú puedes leerlos.
    }

    Con /journal lo abres.
# Donde un emoji en el mensaje no puede decirlo.
reflect-kept = Guardado.
reflect-changed = Hice el mismo cambio en tu diario.
reflect-done = Ya está en tu diario. Con /journal lo abres cuando quieras.
reflect-dropped = De acuerdo, no guardé nada.
reflect-nothing-open = Ahora no estás escribiendo nada. Con /reflect empiezas una página, y en /journal está lo que escribiste.

reflect-head = _{ $date }_ · { $at } de { $all }
reflect-page =
    { $head }

    { $words }
reflect-page-about =
    { $head }
    _Sobre “{ $title }”_

    { $words }
reflect-empty = Tu diario todavía está vacío. Para empezarlo basta una línea, y solo te la muestro a ti.
reflect-delete = ¿Borro esta página de tu diario para siempre? No se puede recuperar.
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
reflect-not-cleared = Ya está guardado, pero no pude quitar tu mensaje de este chat. Puedes borrarlo tú, en tu aplicación.
