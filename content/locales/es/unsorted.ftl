# Palabras que nadie pidió, y qué se hace con ellas.

unsorted-answer =
    ¿Es tu respuesta a “{ $title }”?

    Nadie la ve hasta que la compartas.
unsorted-add =
    ¿Es parte de tu respuesta a “{ $title }”?

    Nadie la ve hasta que la compartas.
unsorted-where = No supe dónde poner esto. ¿Qué quieres hacer con tus palabras?
unsorted-forwarded = Parece el mensaje de otra persona, así que no lo tomé como tu respuesta. ¿Qué quieres hacer con él?
unsorted-nod = Muy bien.
unsorted-late = Lo que escribiste ya no puede ir a su lugar. ¿Qué quieres hacer con eso?
unsorted-until =
    { $keeps ->
        [yes] _Si no eliges, en una semana lo pongo en tu diario. Solo tú puedes leerlo._
       *[no] _Si no eliges, en una semana lo borro. Solo tú puedes leerlo; hasta entonces está al principio de /journal._
    }
unsorted-support = _Si estás pasando por algo difícil, /support muestra dónde hay personas con quienes hablar._
unsorted-head =
    {"*"}Sin ordenar todavía*

    { $words }

    { $until }
unsorted-added = Agregado. ¿Qué quieres hacer con esto?
unsorted-kept = Ya está en tu diario, que solo te muestro a ti.
unsorted-dropped = Borré esas palabras y nada más.
unsorted-refused = Si te refieres al botón “{ $label }”, tócalo, por favor. No quiero adivinar. Si no, ¿qué quieres hacer con estas palabras?
unsorted-write-exactly = Para hacerlo, toca el botón o escribe exactamente: { $label }
unsorted-taken = Lo tomé como “{ $label }”.
unsorted-too-long-to-remind = Es demasiado largo para un recordatorio: caben { $longest } caracteres. Sigue aquí por si lo quieres guardar.
unsorted-which = Eso está en más de un lugar. ¿Cuál quieres decir? Tócalo o escribe su número.
unsorted-button-which = { $number } · { $label }: { $title }

unsorted-button-answer = Mi respuesta
unsorted-button-add = Agregar a mi respuesta
unsorted-button-keep = Guardarlo para mí
unsorted-button-remind = Hacer un recordatorio
unsorted-button-thank = Enviarlo como agradecimiento
unsorted-button-drop = Borrar
unsorted-button-journal = Abrir mi diario
unsorted-button-was = Esa era mi respuesta
