# /start, /help y /cancel, y lo que se dice donde ninguna función tiene la palabra.

command-start = Empezar, o volver a donde estabas
help-start = dónde estás
command-help = Todo lo que sé hacer, en una página
help-help = esta lista
command-cancel = Olvidar lo que acabo de preguntarte
help-cancel = olvidar lo que te acabo de preguntar

start-hello =
    Hola. Soy *Same Side*: cada semana traigo una cosa pequeña para hacer en pareja.

    Lo que escribes queda oculto hasta que ustedes dos decidan compartirlo. Tu diario es solo tuyo: no se lo muestro a nadie más.
start-question =
    Aquí va una pregunta solo para ti, del tema de esta semana, *{ $theme }*:

    { $prompt }

    Bastan una o dos líneas. Van a tu propio diario, que no le muestro a nadie más.
start-kept =
    Ya está en tu diario, que solo te muestro a ti: /journal.

    Same Side está hecho para dos. ¿Quieres invitar a tu pareja? Verá tu nombre, y nada de lo que has escrito.
start-kept-linked = Ya está en tu diario, que solo te muestro a ti: /journal.
start-skipped-linked = De acuerdo, ahora sin preguntas.
start-skipped =
    De acuerdo, ahora sin preguntas.

    Same Side está hecho para dos. ¿Quieres invitar a tu pareja? Verá tu nombre y nada más.
start-later = Como quieras. Con /pair haces una invitación cuando te apetezca; hasta entonces tienes /reflect y /challenge, solo para ti.
start-here = { $name } y tú están aquí del mismo lado. ¿Qué te apetece hacer?
start-here-alone = Por ahora estás aquí por tu cuenta. ¿Qué te apetece hacer?
start-here-again-alone = Ahora mismo no tienes vínculo con nadie aquí. Lo que escribiste sigue en /history y /journal. ¿Qué te apetece hacer?
start-no-words = Ahí no había palabras. Escribe lo que quieras decir.
start-unknown-command = No conozco ese comando. /help muestra todos los que conozco.
start-media = Todavía no puedo guardar fotos, notas de voz ni archivos, solo texto. Cuéntamelo con palabras y las guardo. /help muestra lo que sé hacer.
start-media-asked = Todavía no puedo guardar fotos, notas de voz ni archivos, solo texto. Mi pregunta sigue abierta: escribe tu respuesta, o manda /cancel.
start-media-words = Tomé tus palabras. Lo que venía con ellas no puedo guardarlo todavía; se queda solo en este chat.
edit-no-command = Un mensaje editado no puede convertirse en comando, así que no cambié nada. Envíalo como mensaje nuevo.
start-old-button = Ese botón ya no funciona. /help muestra lo que puedes hacer.
start-group =
    Soy para dos personas, cada una en un chat privado conmigo, así que aquí no digo nada más.

    Abre mi perfil y mándame /start ahí. { $link }

start-button-skip = Ahora no
start-button-invite = Invitar a tu pareja
start-button-code = Tengo un código
start-button-later = Más tarde
start-button-challenge = El reto de esta semana
start-button-alone = Una pregunta para mí
start-button-write = Escribir en mi diario
start-button-settings = Mis ajustes
start-button-cancel = Cancelar

# Los grupos de comandos en /help; `help-<comando>` es su línea ahí, breve y en minúscula.
help-group-couple = {"*"}Para ustedes dos*
help-group-alone = {"*"}Para ti*
help-group-always = {"*"}En cualquier momento*
help-line = /{ $name } – { $text }
help-or-write =
    {"*"}O simplemente escribe*
    Tu respuesta, las palabras de un botón, “recuérdame llamar a mamá a las 6”, “gracias por …”. Responde a un mensaje mío para decir a cuál te refieres. Nada le llega a tu pareja hasta que toques el botón de compartir o de enviar, o escribas justo eso.

cancel-nothing = No hay nada que cancelar. /help muestra lo que puedes hacer.
cancel-done = Cancelado. No se envió nada.
went-wrong = Perdona, algo falló de nuestro lado y no se guardó. Mándalo otra vez, por favor; si vuelve a pasar, prueba más tarde.
sent-again = _(Enviado otra vez tras una interrupción: puede que ya lo hayas visto.)_
not-found = Eso ya no está aquí. /help muestra lo que puedes hacer.
