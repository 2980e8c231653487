# /start, /help y /cancel, y lo que se dice donde ninguna función tiene la palabra.

command-start = Empezar, o volver a donde estabas
help-start = dónde estás
command-help = Todo lo que sé hacer, en una página
help-help = esta lista
command-cancel = Olvidar lo que acabo de preguntarte
help-cancel = olvidar lo que te acabo de preguntar

# El primer mensaje de todos: con su pregunta tiene 60 palabras como máximo.
start-hello =
    Hola, soy *Same Side*: cada semana, una cosa pequeña para hacer en pareja.
    Lo que escribes queda oculto hasta que ustedes dos lo compartan.
# Lo mismo para quien antes escribió más que un saludo.
start-hello-unkept =
    Hola, soy *Same Side*: cada semana, una cosa pequeña para hacer en pareja.
    No guardé nada de lo que acabas de escribir.
start-first-question = ¿Qué cosita de tu pareja siempre te saca una sonrisa?
# Dice qué pasa con la respuesta: domain/start.py.
start-question =
    {"*"}{ $question }*

    _Guardo tu respuesta bajo llave, sin mostrarla, y te pregunto si puedo conservarla. Con un no, o una hora sin un sí, se borra._
start-question-kept =
    Una pregunta pequeña, si quieres:

    {"*"}{ $question }*

    Tu respuesta va directo a tu diario, que no le muestro a nadie más. Si escribiste una hace más de una hora, ya se borró; escríbela otra vez.
start-crossed = Tu mensaje se cruzó con mi pregunta, así que no guardé nada. Si era tu respuesta, envíala otra vez.
start-unkept = No guardé nada de lo que acabas de escribir. Cuando me digas que puedo, envíalo otra vez.
start-kept =
    Tu respuesta ya está en tu diario, solo para ti: /journal.

    Same Side está hecho para dos. ¿Quieres invitar a tu pareja? Verá tu nombre, y nada de lo que escribiste.
start-kept-linked = Tu respuesta ya está en tu diario, solo para ti: /journal.
start-skipped-linked = De acuerdo, ahora sin preguntas.
start-skipped =
    De acuerdo, ahora sin preguntas.

    Same Side está hecho para dos: cada semana, una cosa pequeña para hacer en pareja. ¿Quieres invitar a tu pareja? Verá tu nombre y nada más.
start-later = Sin prisa. Con /pair haces una invitación cuando quieras. Mientras tanto tienes /reflect y /challenge, solo para ti.
start-here = { $name } y tú están aquí del mismo lado. ¿Qué quieres hacer?
start-here-alone = Por ahora estás aquí por tu cuenta. ¿Qué quieres hacer?
start-here-again-alone = Ahora mismo no tienes conexión con nadie aquí. Lo que escribiste sigue en /history y /journal. ¿Qué quieres hacer?
start-no-words = Ese mensaje llegó vacío. ¿Qué querías decir?
start-unknown-command = No conozco ese comando. /help muestra lo que sé hacer.
edit-no-command = Un mensaje editado no puede convertirse en comando, así que no cambié nada. Envíalo como mensaje nuevo.
start-old-button = Ese botón ya no funciona. /help muestra lo que puedes hacer.
start-group =
    Soy para dos personas, cada una en un chat privado conmigo, así que aquí no digo nada más.

    Abre mi perfil y envíame /start ahí. { $link }

start-button-skip = Ahora no
start-button-invite = Invitar a tu pareja
start-button-code = Tengo un código
start-button-later = Más tarde
start-button-challenge = El reto de esta semana
start-button-alone = Una pregunta para mí
start-button-write = Escribir en mi diario
start-button-settings = Mis ajustes
start-button-cancel = Cancelar

# /help cabe en una pantalla; cada botón abre la página de un grupo de comandos, igual que "/help"
# con las palabras del botón. `help-<comando>` es una línea ahí, breve y en minúscula.
help-page =
    Cada semana les traigo *una cosa pequeña para hacer* en pareja. /challenge la muestra; /pair es para conectar con tu pareja.

    Puedes *escribir sin más*: tu respuesta, las palabras de un botón, “recuérdame llamar a mamá a las 6”, “gracias por …”. Responde a un mensaje mío para decir a cuál te refieres.

    Nada le llega a tu pareja hasta que toques el botón de compartir o de enviar, o escribas justo eso. Con /cancel olvido mi última pregunta.
help-button-week = La semana
help-button-reminders = Recordatorios
help-button-private = Lo privado
help-button-settings = Ajustes
help-button-back = Toda la ayuda
help-group-week = {"*"}La semana, en pareja*
help-group-reminders = {"*"}Recordatorios*
help-group-private = {"*"}Lo privado*
help-group-settings = {"*"}Ajustes, y cómo orientarte*
help-line = /{ $name } – { $text }

cancel-nothing = No hay nada que cancelar. /help muestra lo que puedes hacer.
cancel-done = Cancelado. No se envió nada.
went-wrong = Perdona, algo falló de nuestro lado y no se guardó. Envíalo otra vez, por favor; si vuelve a pasar, prueba más tarde.
sent-again = _(Enviado otra vez tras una interrupción: puede que ya lo hayas visto.)_
not-found = Eso ya no está aquí. /help muestra lo que puedes hacer.
