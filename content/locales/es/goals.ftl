# /goals: lo que la pareja quiere hacer.

command-goals = Lo que quieren hacer en pareja, paso a paso
command-goals-words = Lo que podrían querer en pareja
help-goals = lo que quieren hacer en común

goals-alone = Aquí las metas son para dos, y ahora mismo no tienes un vínculo con nadie. Hacer una invitación lleva un minuto.
goals-none =
    ¿Qué les gustaría hacer, aprender o tener?

    Tú propones una meta, y vale en cuanto ustedes dos dicen que sí. Las pequeñas son bienvenidas.
goals-list = Sus metas en común. Abre una para ver su próximo paso, o propón otra.
goals-past =
    { $state ->
        [done] Esta ya la lograron en pareja:
       *[other] De otra época; aquí solo se puede leer:
    }
goals-enough = Ustedes dos ya tienen { $most } metas, y aquí no caben más. Terminen o suelten una, y vuelve a haber sitio.
goals-enough-open = { $count } propuestas tuyas esperan un sí, y no caben más a la vez. Tu borrador se queda; en /goals puedes retirar una.
goals-enough-today = Hoy ya hiciste { $count } propuestas, y en un día no caben más. Tu borrador se queda; prueba de nuevo mañana.
goals-over = Mientras tanto, esto cambió. En /goals ves cómo está ahora.

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

goals-ask-words = ¿Qué te gustaría que hicieran ustedes dos? Escríbelo en una frase, de hasta { $longest } caracteres. Nadie la ve hasta que la propongas.
goals-ask-step =
    ¿Cuál podría ser el primer paso, o el siguiente?

    Elige algo pequeño: media hora como mucho, y que se note bien cuándo está hecho.
goals-ask-who =
    “{ $step }”

    ¿Quién lo hace?
goals-ask-reason = ¿Por qué te importa? Hasta { $longest } caracteres.
goals-ask-date = ¿Para cuándo estaría bien? Toca una opción, o escribe una fecha como 24 de diciembre o 2026-12-24.
goals-date-unclear = No sé bien qué día quieres decir. Escríbelo, por favor, como 24 de diciembre o 2026-12-24.
goals-date-past = Ese día ya pasó. ¿Qué día de los que vienen te gustaría? Escríbelo como 24 de diciembre o 2026-12-24.
goals-date-far = Faltan más de { $years } años, y tan lejos no llego. ¿Qué día más cercano serviría?
goals-empty = Ahí no había nada que leer. Escribe una palabra o dos, o /cancel si ahora no te viene bien.
goals-too-long = Es demasiado largo para aquí: caben { $longest } caracteres, y te sobran { $over }. Escríbelo un poco más corto, por favor; tu mensaje sigue ahí arriba, para copiar de él.
goals-from-long = Tu respuesta es más larga de lo que puede ser una meta. ¿Cómo dirías ese deseo en una frase, de hasta { $longest } caracteres? Nadie la ve hasta que la propongas.
goals-draft =
    { $plan }

    Por ahora solo tú puedes ver esto. ¿Se lo enseño a { $name }?
goals-forgotten = De acuerdo, lo he borrado.

# Una persona propone, la otra acepta.

goals-proposed = Ya se lo propuse a { $name }. Vale cuando ustedes dos hayan dicho que sí, y no hay prisa; sin eso termina en cuatro semanas. En /goals puedes cambiarlo o retirarlo.
goals-preview = Hay algo nuevo sobre lo que quieren entre ustedes dos.
goals-to-you =
    { $name } propone una meta para ustedes dos:

    { $plan }

    Puedes aceptarla, sugerir un cambio o dejarla por ahora.
goals-change-to-you =
    { $name } sugiere este cambio en su meta en común:

    { $plan }

    Puedes aceptarlo, sugerir otra cosa o dejarlo por ahora.
goals-edited-late = Esa ya está propuesta, así que no la he cambiado. En /goals puedes sugerir un cambio o retirarla.
goals-put-off = De acuerdo, ya no está en tu lista. Nadie se entera.
goals-waiting = Esto propone { $name }. Abre una para responder, o déjala; nadie se entera.
goals-waiting-none = No hay nada más que proponga { $name }.
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
       *[drop] Le pregunto a { $name } si sueltan “{ $goal }”.
    }

    Ocurre en cuanto ustedes dos hayan dicho que sí. Hasta entonces todo sigue como está.
goals-asks-you =
    { $kind ->
        [park] A { $name } le gustaría apartar esta meta por un tiempo:
        [resume] A { $name } le gustaría retomar esta meta:
        [finish] { $name } cree que esta meta ya está cumplida:
       *[drop] A { $name } le gustaría soltar esta meta:
    }

    “{ $goal }”

    ¿Qué te parece? Sin un sí, se queda como está.
goals-asked-mine =
    { $kind ->
        [goal] Le has propuesto esto a { $name }.
        [plan] Le has propuesto este cambio a { $name }:
        [park] Le has propuesto a { $name } apartarla por un tiempo.
        [resume] Le has propuesto a { $name } retomarla.
        [finish] Le has propuesto a { $name } darla por cumplida.
       *[drop] Le has propuesto a { $name } soltarla.
    }
goals-asked-theirs =
    { $kind ->
        [goal] { $name } te propone esto.
        [plan] { $name } sugiere este cambio:
        [park] A { $name } le gustaría apartarla por un tiempo.
        [resume] A { $name } le gustaría retomarla.
        [finish] { $name } cree que ya está cumplida.
       *[drop] A { $name } le gustaría soltarla.
    }
goals-agreed-plan =
    Tú y { $name } están de acuerdo en esto:

    { $goal }
goals-agreed-goal =
    Tú y { $name } están de acuerdo en esto:

    { $goal }

    Si les apetece, una vez por semana le pregunto a cada cual cómo va. Empieza cuando lo quieran ustedes dos.
goals-agreed-park = Tú y { $name } han apartado “{ $goal }”. Espera en /goals hasta que la retomen.
goals-agreed-resume = Tú y { $name } retoman “{ $goal }”. Su próximo paso está en /goals.
goals-agreed-finish =
    🎉 Tú y { $name } lo lograron:

    “{ $goal }”

    Dedíquenle un momento esta noche: un brindis, un paseo, un abrazo largo. ¿Qué te gustó de hacerlo en pareja?
goals-agreed-drop = Tú y { $name } han soltado “{ $goal }”. Así queda sitio para otra cosa.
goals-parked = Por ahora está apartada.
goals-you-left = En esta ya no participas.
goals-left = Ya no participas en esta. No vuelvo a sacar el tema, y no se lo digo a nadie. Cuando ya no participe nadie, se acaba, y eso se nota.

# El repaso de cada semana.

goals-check-on = Bien. En cuanto lo quieran ustedes dos, le pregunto a cada cual una vez por semana, el día del reto y a su propia hora. Tú y { $name } solo ven las respuestas cuando estén las dos. Puedes quitarlo cuando quieras.
goals-check-off = Ya no te pregunto más por esta meta. No se lo digo a nadie; si a tu pareja todavía le pregunto, no verá respuesta tuya.
goals-check =
    ¿Cómo ha ido esto desde la semana pasada?

    { $plan }

    Las respuestas se ven cuando estén las dos.
goals-check-several = Toca repasar sus metas. ¿Cómo han ido desde la semana pasada? Responde a las que quieras, o a ninguna.
goals-check-number = { $number }. { $words }
goals-ask-note = ¿Quieres añadir una línea? Va junto con tu respuesta.
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
    La tuya ya está:

    { $said }

    En cuanto estén las dos respuestas, cada cual las ve. Hasta entonces puedes cambiar la tuya o retirarla.
goals-check-both-in = Ya están las dos respuestas.
goals-check-in-seen = Ustedes dos ya vieron estas respuestas, así que se quedan como están. Hablar de ellas, claro, siempre se puede.
goals-check-reveal =
    Ustedes dos ya repasaron su meta.

    {"*"}Tú*
    { $own }

    {"*"}{ $name }*
    { $other }

    { $plan }

    ¿Sigue encajando el próximo paso? Si no, elijan otro.

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
goals-button-in-year = Antes de que acabe el año
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
goals-button-park = Apartarla
goals-button-resume = Retomarla
goals-button-drop = Soltarla
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
goals-button-share = Compartir cuando estén las dos
goals-button-note = Añadir una línea
goals-button-again = Cambiar
goals-button-unshare = Retirar
