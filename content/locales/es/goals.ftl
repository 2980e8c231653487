# /goals: lo que la pareja quiere hacer.

command-goals = Lo que quieren hacer en pareja, paso a paso
command-goals-words = Lo que podrían querer en pareja
help-goals = lo que quieren hacer en común

goals-alone = Aquí las metas son para dos, y ahora no tienes una conexión con tu pareja. Hacer una invitación lleva un minuto.
goals-none =
    ¿Qué les gustaría hacer, aprender o tener?

    Tú propones una meta, y empieza en cuanto tu pareja también diga que sí. Las pequeñas son bienvenidas.
goals-list = Sus metas en común. Abre una para ver su próximo paso, o propón otra.
goals-past =
    { $state ->
        [done] Esta ya la lograron en pareja:
       *[other] De otra época, solo para leer:
    }
goals-enough = Ustedes dos ya tienen { $most } metas, y no caben más. Terminen una o déjenla ir, y habrá lugar.
goals-enough-open = { $count } propuestas tuyas esperan un sí, y no caben más a la vez. Tu borrador se queda. En /goals puedes retirar una.
goals-enough-today = Hoy ya hiciste { $count } propuestas, y ese es el límite por día. Tu borrador se queda. Prueba otra vez mañana.
goals-over = Esto cambió mientras tanto. En /goals ves cómo está ahora.

# Un año con una meta, o una meta lograda: una página para la pareja.

goals-page =
    { $state ->
        [done] Esto lo lograron en pareja:
       *[year] Hace un año empezó esta meta:
    }

    “{ $words }”
goals-page-end = Si quieren, mírenla esta noche. ¿Qué les alegra de todo esto?
goals-page-heading = Para ustedes dos
goals-page-names = { $one } y { $two }
goals-page-since = Desde el { $day }
goals-milestones = En el camino:
goals-milestone = • { $words }

# Un plan, línea a línea.

goals-words = “{ $words }”
goals-reason = Por qué: { $reason }
goals-until = Fecha: { $day }
goals-step =
    { $who ->
        [me] Próximo paso, para ti: { $step }
        [other] Próximo paso, para { $name }: { $step }
       *[both] Próximo paso, para ustedes dos: { $step }
    }

# Escribir un borrador.

goals-ask-words = ¿Qué te gustaría que hicieran en pareja? Escríbelo en una frase, de hasta { $longest } caracteres. Nadie la ve hasta que la propongas.
goals-ask-step =
    ¿Cuál podría ser el primer paso, o el siguiente?

    Elige algo pequeño: media hora como máximo, y que se note cuándo está hecho.
goals-ask-who =
    “{ $step }”

    ¿Quién lo hace?
goals-ask-reason = ¿Por qué te importa? Hasta { $longest } caracteres.
goals-ask-milestone = ¿Qué hicieron ya en el camino? Escríbelo en una línea, de hasta { $longest } caracteres. Queda en la meta cuando ustedes dos digan que sí.
goals-enough-milestones = Esta meta ya tiene { $most } logros, y no caben más. En *Cambiarla* puedes quitar el último.
goals-ask-date = ¿Para cuándo te gustaría tenerlo? Toca una opción, o escríbelo, como 24 de diciembre o “en seis meses”.
goals-date-unclear = No sé bien qué día quieres decir. Escríbelo, por favor, de otra manera, como 24 de diciembre.
goals-which-date = ¿Qué día quieres decir? Tócalo, o escríbelo de otra manera.
goals-button-day = { $day }
goals-date-past = Ese día ya pasó. ¿Qué otro día te gustaría? Escríbelo como 24 de diciembre.
goals-date-far = Faltan más de { $years } años, y tan lejos no llego. ¿Qué día más cercano te serviría?
goals-empty = Ese mensaje llegó vacío. Escribe una palabra o dos, o /cancel si prefieres dejarlo.
goals-too-long = Es demasiado largo: caben { $longest } caracteres, y te sobran { $over }. Escríbelo un poco más corto, por favor. Tu mensaje sigue ahí arriba, para copiar de él.
goals-from-long = Tu respuesta es más larga de lo que puede ser una meta. ¿Cómo dirías ese deseo en una frase, de hasta { $longest } caracteres? Nadie la ve hasta que la propongas.
goals-draft =
    { $plan }

    Por ahora solo tú puedes ver esto. ¿Se lo muestro a { $name }?
goals-forgotten = De acuerdo, ya no está.

# Una persona propone, la otra acepta.

goals-proposed = Ya se lo propuse a { $name }. Empieza en cuanto también diga que sí, y no hay prisa. Si eso no pasa en cuatro semanas, la propuesta termina. En /goals puedes cambiarla o retirarla.
goals-preview = Hay algo nuevo sobre lo que quieren en pareja.
goals-to-you =
    { $name } propone una meta para ustedes dos:

    { $plan }

    Puedes aceptarla, sugerir un cambio o dejarla por ahora.
goals-change-to-you =
    { $name } te sugiere este cambio en su meta:

    { $plan }

    Puedes aceptarlo, sugerir otra cosa o dejarlo por ahora.
goals-edited-late = Esa ya está propuesta, así que no la cambié. En /goals puedes sugerir un cambio o retirarla.
goals-put-off = De acuerdo, ya no está en tu lista. Nadie se entera.
goals-waiting = Esto propone { $name }. Abre una para responder, o déjala; nadie se entera.
goals-waiting-none = { $name } no propone nada más por ahora.
goals-lapsed =
    { $kind ->
        [goal] “{ $goal }” esperó cuatro semanas sin un sí de ustedes dos, así que la propuesta terminó.
       *[change] Lo que propusiste sobre “{ $goal }” esperó cuatro semanas sin un sí de ustedes dos, así que terminó. La meta sigue como está.
    }
goals-taken-back = Retirado. No cambia nada.
goals-asked =
    { $kind ->
        [park] Le pregunto a { $name } si apartan “{ $goal }” por un tiempo.
        [resume] Le pregunto a { $name } si retoman “{ $goal }”.
        [finish] Le pregunto a { $name } si dan “{ $goal }” por cumplida.
       *[drop] Le pregunto a { $name } si dejan ir “{ $goal }”.
    }

    Pasa en cuanto ustedes dos digan que sí. Hasta entonces, todo sigue como está.
goals-asks-you =
    { $kind ->
        [park] A { $name } le gustaría apartar esta meta por un tiempo:
        [resume] A { $name } le gustaría retomar esta meta:
        [finish] { $name } cree que esta meta ya está cumplida:
       *[drop] A { $name } le gustaría dejar ir esta meta:
    }

    “{ $goal }”

    ¿Qué te parece? Sin tu sí, se queda como está.
goals-asked-mine =
    { $kind ->
        [goal] Le propusiste esto a { $name }.
        [plan] Le propusiste este cambio a { $name }:
        [park] Le propusiste a { $name } apartarla por un tiempo.
        [resume] Le propusiste a { $name } retomarla.
        [finish] Le propusiste a { $name } darla por cumplida.
       *[drop] Le propusiste a { $name } dejarla ir.
    }
goals-asked-theirs =
    { $kind ->
        [goal] { $name } te propone esto.
        [plan] { $name } sugiere este cambio:
        [park] A { $name } le gustaría apartarla por un tiempo.
        [resume] A { $name } le gustaría retomarla.
        [finish] { $name } cree que ya está cumplida.
       *[drop] A { $name } le gustaría dejarla ir.
    }
goals-agreed-plan =
    { $name } y tú están de acuerdo en esto:

    { $goal }
goals-agreed-goal =
    { $name } y tú están de acuerdo en esto:

    { $goal }

    Si quieren, una vez por semana les pregunto cómo va, por separado. Empieza cuando lo quieran ustedes dos.
goals-agreed-park = { $name } y tú apartaron “{ $goal }”. Espera en /goals hasta que la retomen.
goals-agreed-resume = { $name } y tú retoman “{ $goal }”. Su próximo paso está en /goals.
goals-agreed-finish =
    🎉 ¡{ $name } y tú lo lograron!

    “{ $goal }”

    Dedíquenle un momento esta noche: un brindis, un paseo, un abrazo largo. ¿Qué te gustó de hacerlo en pareja?
goals-agreed-drop = { $name } y tú dejaron ir “{ $goal }”. Así queda lugar para otra cosa.
goals-parked = Por ahora está apartada.
goals-you-left = En esta ya no participas.
goals-left = Ya no participas en esta. No vuelvo a sacar el tema, y nadie se entera. Cuando ya no participe nadie, termina, y eso se nota.

# El repaso de cada semana.

goals-check-on = Bien. En cuanto lo quieran ustedes dos, te pregunto una vez por semana, el día del reto y a tu hora, y a tu pareja a la suya. Las respuestas de { $name } y las tuyas se abren solo cuando ustedes dos las compartan. Puedes desactivarlo cuando quieras.
goals-check-off = Ya no te pregunto más por esta meta. Nadie se entera. Si a tu pareja todavía le pregunto, no verá respuesta tuya.
goals-check =
    ¿Cómo les fue con esto desde la semana pasada?

    { $plan }

    Las respuestas se abren cuando ustedes dos las compartan.
goals-check-several = Toca repasar sus metas. ¿Cómo les fue con ellas desde la semana pasada? Responde las que quieras, o ninguna.
goals-check-number = { $number }. { $words }
goals-ask-note = ¿Quieres agregar una línea? Va junto con tu respuesta.
goals-how =
    { $how ->
        [well] Fue bien.
        [some] En parte.
       *[notyet] Todavía no.
    }
goals-note = “{ $note }”
goals-check-draft =
    Tu respuesta hasta ahora:

    { $said }

    Solo tú puedes verla.
goals-check-in =
    Ya compartiste esto:

    { $said }

    Las respuestas se abren cuando ustedes dos las compartan. Hasta entonces puedes cambiar la tuya o retirarla.
goals-check-both-in = Ya compartieron ustedes dos.
goals-check-in-seen = Ustedes dos ya vieron estas respuestas, así que se quedan como están. Claro que pueden hablar de ellas.
goals-check-reveal =
    Ustedes dos ya repasaron su meta.

    {"*"}Tú*
    { $own }

    {"*"}{ $name }*
    { $other }

    { $plan }

    ¿El próximo paso todavía sirve? Si no, elijan otro.

goals-button-all = Todas las metas
goals-button-new = Proponer una meta
goals-button-past = Mirar atrás
goals-button-draft = Mi borrador: { $words }
goals-button-invite = Invitar a tu pareja
goals-button-goal =
    { $state ->
        [proposed] Propuesta: { $words }
        [parked] Apartada: { $words }
        [left] La dejé: { $words }
        [asked] Espera tu respuesta: { $words }
       *[active] { $words }
    }
goals-button-newer = ◀ Más reciente
goals-button-older = Más antiguo ▶
goals-button-from = Convertirlo en una meta
goals-button-propose = Proponerla
goals-button-words = Las palabras
goals-button-step = Próximo paso
goals-button-reason = Por qué
goals-button-date = Una fecha
goals-button-forget = Mejor no
goals-button-no-step = Sin paso todavía
goals-button-no-reason = Sin motivo
goals-button-no-until = Sin fecha
goals-button-in-week = En una semana
goals-button-in-month = En un mes
goals-button-in-season = En tres meses
goals-button-in-year = Antes de fin de año
goals-button-both = En pareja
goals-button-me = Yo
goals-button-you = { $name }
goals-button-agree = Aceptar
goals-button-suggest = Sugerir un cambio
goals-button-later = Ahora no
goals-button-waiting = Lo que propone { $name }
goals-button-back = Retirar
goals-button-change = Cambiarla
goals-button-next = Elegir el próximo paso
goals-button-finish = La logramos
goals-button-reached = Agregar un logro
goals-button-milestone = Un logro
goals-button-unreached = Quitar el último
goals-button-page = Nuestra página
goals-button-park = Apartarla
goals-button-resume = Retomarla
goals-button-drop = Dejarla ir
goals-button-leave = Dejar de participar
goals-button-in = Vuelvo a participar
goals-button-show = Ver la meta
goals-button-thank = Agradecérselo
goals-button-check-on = Pregúntame una vez por semana
goals-button-check-off = No me preguntes más
goals-button-check-in = El repaso de esta semana
goals-button-number = { $number }
goals-button-about = { $words }
goals-button-well = Fue bien
goals-button-some = En parte
goals-button-notyet = Todavía no
goals-button-share = Compartir a la vez
goals-button-note = Agregar una línea
goals-button-again = Cambiar
goals-button-unshare = Retirar
