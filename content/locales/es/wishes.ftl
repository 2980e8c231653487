# /wishes: pequeños deseos, que se muestran solo con dos síes.

command-wishes = Pequeños deseos: se muestran solo con dos síes
help-wishes = pequeños deseos, que se muestran solo con dos síes
privacy-page-wishes = Deseos

wishes-begin =
    {"*"}Deseos*

    Cosas pequeñas para dos: citas, cosas por probar, aventuras, ayuda, ternura. Respondes a solas: sí, quizás algún día, no, o lo omites. Un deseo se muestra solo si ustedes dos dijeron que sí, y entonces con tu próxima tarjeta semanal, nunca al tocar un botón. Un no, o un quizás, no se cuenta jamás.

    Hay una baraja nueva por semana. Puedes cambiar una respuesta hasta que la cuente, el día antes de tu tarjeta.
wishes-rest = Ahora mismo no llegan tarjetas semanales, así que no cuento ninguna respuesta. Con /challenge empiezan otra vez.
wishes-card =
    “{ $words }”
    { $vote ->
        [yes] {""}

            _Dijiste que sí._
        [maybe] {""}

            _Dijiste quizás algún día._
        [no] {""}

            _Dijiste que no._
        [skip] {""}

            _Omitiste este deseo._
       *[none] {""}
    }
wishes-deck-done = Esa es tu baraja, y tus respuestas se quedan contigo. La próxima se abre el { $day }.
wishes-mine = {"*"}A esto dijiste que sí.* Si tu pareja también dice que sí, sus tarjetas se lo dirán a ustedes dos. Puedes retirar uno.
wishes-mine-none = Ahora no hay ningún sí tuyo en espera.
wishes-line = { $number }. { $words }
wishes-resting = Ya conté tus síes para tu próxima tarjeta, así que quedan como están hasta que llegue. Es igual para todos, diga lo que diga tu pareja. Después los puedes cambiar.
wishes-shared-already = A ese deseo ya dijeron que sí ustedes dos, y las tarjetas se lo dijeron. Si al final no es para ti, díselo a tu pareja, o déjalo así.
wishes-write = ¿Qué te gustaría que hicieran en pareja? Un deseo; caben { $longest } caracteres. Lo verás otra vez antes de que le llegue a nadie.
wishes-empty = Ahí no hay palabras. Escribe algunas, o envía /cancel si ahora no.
wishes-too-long = Aquí caben { $longest } caracteres, y te sobran { $over }. Escribe algo más corto, por favor. Tu mensaje sigue ahí arriba, para copiar de él.
wishes-enough = Ya agregaste { $most } deseos en cuatro semanas, y no caben más. Más adelante habrá lugar otra vez.
wishes-known = Ese ya está entre los míos. Les llegará a ustedes dos en una baraja, y nadie podrá saber de quién era.
wishes-written-already = Ese ya lo agregaste. Está en *Mis síes*.
wishes-put = Ya está entre los demás, y cuenta como un sí tuyo. Hasta que lo cuente, lo puedes retirar en *Mis síes*.
wishes-on-card =
    A esto dijeron que sí ustedes dos:
    “{ $words }”
wishes-shared =
    A esto dijeron que sí ustedes dos:

    “{ $words }”

    Estaba en las tarjetas del { $day }.
wishes-shared-none = Todavía no hay nada a lo que hayan dicho que sí ustedes dos.
wishes-own-line =
    {"*"}Cómo te fue a ti*
    { $line }
wishes-other-line =
    {"*"}Cómo le fue a { $name }*
    { $line }
wishes-look-preview = Algo que planearon ustedes dos.
wishes-look =
    “{ $words }”

    ¿Cómo estuvo? Si quieres, escribe una línea. Leerás la de tu pareja, y tu pareja la tuya, cuando las hayan escrito ustedes dos.
wishes-line-ask = ¿Cómo estuvo? Una línea; caben { $longest } caracteres. La verás otra vez antes de que se guarde.
wishes-line-kept-already = Ya escribiste tu línea sobre eso, y queda como está.
wishes-nobody = Ahora no tienes aquí una conexión con tu pareja, y los deseos son para dos. Hacer una invitación lleva un minuto.

wishes-export-state =
    { $state ->
        [both] A esto dijeron que sí ustedes dos.
        [own] Este lo escribiste tú.
        [yes] A esto dijiste que sí.
        [maybe] Dijiste quizás algún día.
        [no] Dijiste que no, y eso lo olvido con la baraja.
       *[skip] Omitiste este deseo.
    }

wishes-button-deck = Abrir mi baraja
wishes-button-mine = Mis síes
wishes-button-shared = Lo que queremos
wishes-button-write = Agregar un deseo
wishes-button-back = Todo sobre los deseos
wishes-button-yes = Sí
wishes-button-maybe = Quizás algún día
wishes-button-no = No
wishes-button-skip = Omitir
wishes-button-change = Cambiar una respuesta
wishes-button-before = ◀ El de antes
wishes-button-after = El siguiente ▶
wishes-button-unvote = Retirar el { $number }
wishes-button-when = ¿Cuándo?
wishes-button-line = Escribir una línea
wishes-button-newer = ◀ Más reciente
wishes-button-older = Anterior ▶
wishes-button-invite = Invitar a tu pareja
