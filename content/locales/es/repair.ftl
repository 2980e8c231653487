# /repair: después de una pelea.

command-repair = Después de una pelea: un camino de vuelta, con calma
help-repair = un camino de vuelta después de una pelea

repair-fear = Esto es para dos personas que se sienten seguras la una con la otra. Si tu pareja te da miedo, esto no te sirve, y no te toca a ti arreglar nada: /support es solo para ti.
repair-begin =
    {"*"}Después de una pelea*

    Lleva unos veinte minutos, y antes, un rato para enfriar los ánimos. Escribes cuatro respuestas cortas, para ti. Tu pareja no ve nada de eso, salvo que ustedes dos den el visto bueno. Puedes parar en cualquier punto, y lo que escribiste desaparece.

    ¿Cuándo quieres que te escriba otra vez?
repair-asked-you = { $name } te ha preguntado si participas. No tienes por qué, y nadie se entera de lo que hagas.
repair-asks-you =
    Algo de tu pareja, para un momento tranquilo.

    { $name } quiere encontrar un camino de vuelta después de la pelea, y pregunta si participas.

    Cada cual escribe por su lado, y nadie ve nada hasta que ustedes dos den el visto bueno. No tienes por qué responder, ni ahora ni nunca, y nadie se entera de lo que hagas. Si te apetece: ¿cuándo te escribo otra vez?
repair-cooling =
    Bien. Te escribo otra vez a esta hora: { $time }

    Hasta entonces, deja la pelea en paz si puedes: camina un poco, bebe agua, haz algo con las manos.
repair-still-cooling = Todavía es el rato de enfriar los ánimos, y te escribo a la hora prevista. Si ya hay calma, puedes empezar.
repair-calm = Aquí estoy, como me pediste. ¿Ya hay calma para escribir unas líneas?

repair-ask-fair =
    {"*"}1 de 4*

    Piensa en alguien que les tiene cariño a ustedes dos y lo ha visto todo. ¿Cómo contaría lo que pasó? Hasta { $longest } caracteres.
repair-ask-felt =
    {"*"}2 de 4*

    ¿Qué sentiste? Basta una palabra, como “dolor”, “soledad” o “rabia”. Cómo es tu pareja no va aquí. Hasta { $longest } caracteres.
repair-ask-need =
    {"*"}3 de 4*

    ¿Qué necesitas? Algo que pueda necesitar cualquiera: descanso, que te pregunten, sentir que importas. Hasta { $longest } caracteres.
repair-ask-wish =
    {"*"}4 de 4*

    Una petición: algo que hacer, no algo que dejar de hacer, y tan pequeño que quepa en esta semana. Hasta { $longest } caracteres.
repair-empty = Ahí no había nada que leer. Escribe una palabra o dos; si ahora no te viene bien, /cancel, y con /repair sigues donde lo dejaste.
repair-too-long = Aquí caben { $longest } caracteres, y te sobran { $over }. Dilo más corto, por favor; tu mensaje sigue ahí arriba, para copiar de él.
repair-shown-already = Ustedes dos ya leyeron esto, así que se queda como está. Hablar de ello, claro, siempre se puede.

repair-side =
    _Alguien imparcial diría:_ { $fair }
    _Sentí:_ { $felt }
    _Necesito:_ { $need }
    _Mi petición:_ { $wish }
repair-draft =
    Solo tú puedes ver esto:

    { $side }

    Cuando des el visto bueno, se enseña en cuanto lo haya dado también tu pareja; hasta entonces puedes cambiarlo o parar.
repair-draft-alone =
    Solo tú puedes ver esto:

    { $side }

    Puedes sacar de aquí una cosa pequeña para probarla tú, o parar aquí.
repair-change = ¿Cuál quieres cambiar? Hasta que des otra vez el visto bueno, no se enseña nada.
repair-ready =
    Tu parte está lista. En cuanto lo esté también la de tu pareja, cada cual lee las dos.

    Puede que se quede solo contigo, y está bien así: escribirlo ya puede ayudar. Solo le pregunto a { $name } si lo tocas, y una sola vez.
repair-asked = Ahora queda en manos de { $name }. Si participa, y cuándo, es cosa suya; tú te enteras solo cuando ustedes dos hayan dado el visto bueno.
repair-result =
    Ya están las dos partes.

    {"*"}Tú*
    { $own }

    {"*"}{ $name }*
    { $other }

    {"*"}Cara a cara*
    Siéntense frente a frente. Cada cual repite lo que escribió la otra persona, hasta oír “sí, eso es”. Todavía nadie defiende nada. Luego miren las dos peticiones: ¿qué cosa pequeña podrían probar ustedes dos durante una semana?
repair-agreed =
    {"*"}Para esta semana:*
    { $trial }
repair-proposed-theirs =
    {"*"}Propuesta de { $name }:*
    { $trial }

    Solo vale cuando ustedes dos hayan dicho que sí. De un no, nadie se entera.
repair-proposed-mine =
    {"*"}Propuesta tuya:*
    { $trial }

    Solo vale cuando ustedes dos hayan dicho que sí.

repair-ask-trial =
    { $who ->
        [both] ¿Qué cosa pequeña propones probar durante una semana? En una frase, de hasta { $longest } caracteres. La ves una vez más antes de que le llegue a tu pareja.
       *[me] ¿Qué cosa pequeña te gustaría probar durante una semana? En una frase, de hasta { $longest } caracteres. Se queda contigo.
    }
repair-trial-kept = Bien. Dentro de una semana te pregunto qué tal. Hasta entonces no vuelvo con esto.
repair-trial-told =
    Algo de tu pareja.

    { $name } propone probar algo pequeño:

    “{ $trial }”

    Solo vale si tú también dices que sí. De un no, nadie se entera, y puedes proponer otra cosa.
repair-proposed = Ya se lo propuse a { $name }. Solo vale cuando ustedes dos hayan dicho que sí; hasta entonces está con tu nombre en /repair.
repair-taken-back = Retirado.
repair-put-off = De acuerdo, ya no está en tu página. Nadie se entera.
repair-meanwhile = Esto cambió mientras tanto. Así está ahora:
repair-agreed-preview = Algo a lo que ustedes dos dijeron que sí.
repair-both-agreed =
    { $name } y tú dijeron que sí.

    {"*"}Para esta semana:*
    { $trial }

    Si quieres, dentro de una semana te pregunto qué tal.
repair-look-planned = Te pregunto dentro de una semana.
repair-look =
    Hace una semana había algo que querías probar:

    “{ $trial }”

    Si ayudó un poco, díganselo; eso vale más que cualquier plan. Si no, solo era una prueba, y quizá sirva algo más pequeño.

    Lo que escribiste entonces se borra dentro de unos días, salvo que guardes una copia.

repair-stop-sure = ¿Borro lo que escribiste? Nadie se entera.
repair-stopped = De acuerdo, se acabó, y lo que escribiste aquí está borrado. Nadie se entera.
repair-kept = Tus propias palabras están en tu /journal, que solo te muestro a ti. Todo lo demás tuyo de aquí está borrado.
repair-before = También hay algo que escribiste antes. Ya no se le muestra a nadie; puedes leerlo, guardar una copia o borrarlo.
repair-before-shown =
    Esto es lo que escribiste entonces:

    { $words }

repair-button-twenty = En 20 minutos
repair-button-hour = En una hora
repair-button-tonight = Esta noche
repair-button-start = Ya hay calma, empecemos
repair-button-stop = Parar aquí
repair-button-stop-sure = Sí, bórralo
repair-button-go-on = Seguir
repair-button-keep = Guardar una copia en mi diario
repair-button-let-go = Soltarlo
repair-button-change = Cambiar algo
repair-button-fair = Lo que pasó
repair-button-felt = Lo que sentí
repair-button-need = Lo que necesito
repair-button-wish = Mi petición
repair-button-ready = Enseñar cuando estén las dos
repair-button-ask = Pedirle a mi pareja que participe
repair-button-trial = Algo pequeño para probar
repair-button-look = Pregúntame dentro de una semana
repair-button-before = Lo que escribí antes
repair-button-yes = Sí, probémoslo
repair-button-no = Para mí no
repair-button-back = Retirarlo
