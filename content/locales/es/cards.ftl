# /cards: esta noche en el sofá.

command-cards = Tarjetas para hoy: leer, hablar, reír
command-cards-words = Un ánimo: ligero, cercano o profundo
help-cards = tarjetas con pequeñas preguntas y retos para esta noche

# Lo que se escribe para un ánimo o un tema, además de los botones.
cards-words-light = ligero, ligera, ligeras, divertido, divertida
cards-words-closer = cercano, cercana, cercanas, cerca, tierno, tierna
cards-words-deep = profundo, profunda, profundas, hondo, honda
cards-words-perspectives = perspectivas, perspectiva, miradas
cards-words-communication = comunicación, hablar, escuchar
cards-words-goals = metas, meta, sueños, planes
cards-words-appreciation = aprecio, agradecimiento, gratitud
cards-words-problem-solving = problemas, problema, soluciones
cards-words-differences = diferencias, diferencia
cards-words-intimacy = intimidad, cercanía, ternura
cards-words-independence = independencia, libertad
cards-words-guidance = orientación, consejo, consejos, ayuda

cards-mood =
    {"*"}Tarjetas para esta noche*

    { $linked ->
        [yes] Pequeñas preguntas y retos diminutos para ustedes dos. ¿De qué tienes ganas?
       *[no] Pequeñas preguntas, una por una, solo para ti. ¿De qué tienes ganas?
    }
cards-chosen =
    {"*"}{ $mood }* · { $theme } · { $minutes ->
        [0] sin límite de tiempo
       *[other] hasta { $minutes } minutos por tarjeta
    }

    { $linked ->
        [yes] En un teléfono, se leen las tarjetas en voz alta y no se guarda nada. En dos teléfonos, se responde por separado, y las respuestas se abren cuando están ambas.
       *[no] Las tarjetas llegan una por una y no se guarda nada.
    }
cards-any-theme = todos los temas
cards-themes = ¿Qué tema?
cards-lengths = ¿Cuánto puede durar una tarjeta?

cards-read-out =
    { $card }

    _Léela en voz alta. Pueden responder ambas personas, y pasar siempre está bien._
cards-alone =
    { $card }

    _Solo para ti. Tómate tu tiempo o pide la siguiente._
cards-closed = Las tarjetas volvieron a la caja. Felices sueños, a la hora que sea. Con /cards salen otra vez y siguen donde se quedaron.
cards-own =
    Una pregunta de ustedes:

    { $words }
cards-gone = Esta tarjeta ya no está en la caja. Toma la siguiente.

cards-invited = Le avisé a { $name } como prefiere saber de ti. Puede ser ahora mismo, con la tarjeta semanal o de ninguna manera. ¿Están en el mismo sofá? Entonces díselo: { $name } envía /cards. Si en una hora no se pudo entre ustedes dos, guardo las tarjetas.
cards-preview = Algo para esta noche.
cards-asks-you = { $name } puso tarjetas para esta noche, en ambos teléfonos. Se responde por separado, y las respuestas se abren al mismo tiempo. No tienes que hacerlo, y nadie se entera de lo que hagas.
cards-declined = Está bien, esta noche no. Nadie se entera.
cards-running = Ya hay tarjetas sobre la mesa. Aquí es donde estás.
cards-question =
    {"*"}La tarjeta de esta noche*

    { $card }

    _Escribe aquí tu respuesta. Se abre cuando estén ambas. Tomar otra tarjeta siempre está bien._
cards-ask =
    { $card }

    _Escribe tu respuesta. La verás antes de que cuente._
cards-draft =
    Tu respuesta:

    “{ $words }”

    Se abre cuando estén ambas.
cards-waiting = Se abre cuando estén ambas.
cards-both-in = Ya están ambas.
cards-both =
    {"*"}{ $card }*

    {"*"}Tú*
    { $own }

    {"*"}{ $name }*
    { $other }

    _Y ahora, levanten la vista del teléfono._
cards-left = Las tarjetas volvieron a la caja, y lo que escribiste esta noche se borró aquí. Lo que ya leyeron sigue en los chats. Con /cards salen otras.
cards-over = Las tarjetas volvieron a la caja. La noche terminó, y lo que se escribió se borró aquí. Con /cards salen otras.
cards-empty = Ese mensaje llegó vacío. Escribe una o dos palabras, o toma otra tarjeta.
cards-too-long = En una tarjeta caben { $longest } caracteres, y te sobran { $over }. Escribe algo más corto, por favor. Tu mensaje sigue ahí arriba, para copiar de él.
cards-shown-already = Ya leyeron estas respuestas, así que se quedan como están. Sigan hablando o toma otra tarjeta.

cards-button-light = Algo ligero
cards-button-closer = Algo cercano
cards-button-deep = Algo profundo
cards-button-one = En un teléfono
cards-button-both = En dos teléfonos
cards-button-start = Empezar
cards-button-themes = Un tema
cards-button-lengths = Una duración
cards-button-mood = Otro ánimo
cards-button-theme = { $title }
cards-button-any-theme = Todos los temas
cards-button-minutes = Hasta { $minutes } minutos
cards-button-any-length = Cualquier duración
cards-button-next = Siguiente tarjeta
cards-button-close = Guardarlas
cards-button-join = Me apunto
cards-button-decline = Esta noche no
cards-button-answer = Responder
cards-button-put-in = Ponerla en la mesa
cards-button-change = Cambiarla
cards-button-another = Otra tarjeta
cards-button-leave = Basta por hoy

privacy-page-cards = Las tarjetas de esta noche
privacy-page-card-state = { $state ->
    [in] sobre la mesa
   *[draft] todavía no
  }
