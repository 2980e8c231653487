# /repair: después de una pelea.

command-repair = Después de una pelea: un camino de vuelta, con calma
help-repair = un camino de vuelta después de una pelea

repair-fear = Esto es para parejas en las que nadie tiene miedo. Si tu pareja te da miedo, esto no sirve, y no te toca a ti arreglar nada: /support es solo para ti.
repair-begin =
    {"*"}Después de una pelea*

    Lleva unos veinte minutos, y antes un rato para calmarse. Escribes cuatro respuestas cortas, para ti. Tu pareja no ve nada de eso, salvo que ustedes dos digan que sí. Puedes parar en cualquier momento, y lo que escribiste se borra.

    ¿Cuándo quieres que te escriba otra vez?
repair-asked-you = { $name } te preguntó si quieres participar. No tienes que hacerlo, y nadie se entera de lo que hagas.
repair-asks-you =
    Algo de tu pareja, para un momento tranquilo.

    { $name } quiere encontrar un camino de vuelta después de la pelea, y te pregunta si quieres participar.

    Cada persona escribe por su lado, y nadie ve nada hasta que ustedes dos digan que sí. No tienes que responder, ni ahora ni nunca, y nadie se entera de lo que hagas. Si quieres: ¿cuándo te escribo otra vez?
repair-cooling =
    Bien. Te escribo otra vez a esta hora: { $time }

    Hasta entonces, deja la pelea en paz si puedes: camina un poco, toma agua, haz algo con las manos.
repair-still-cooling =
    { $reader ->
        [she] Todavía es el rato para calmarse, y te escribo a la hora prevista. Si ya estás tranquila, puedes empezar.
        [he] Todavía es el rato para calmarse, y te escribo a la hora prevista. Si ya estás tranquilo, puedes empezar.
       *[unsaid] Todavía es el rato para calmarse, y te escribo a la hora prevista. Si ya estás en calma, puedes empezar.
    }
repair-calm =
    { $reader ->
        [she] Aquí estoy, como me pediste. ¿Estás tranquila y con ganas de escribir unas líneas?
        [he] Aquí estoy, como me pediste. ¿Estás tranquilo y con ganas de escribir unas líneas?
       *[unsaid] Aquí estoy, como me pediste. ¿Estás en calma y con ganas de escribir unas líneas?
    }

repair-ask-fair =
    {"*"}1 de 4*

    Piensa en alguien que les tiene cariño a ustedes dos y que lo vio todo. ¿Cómo contaría lo que pasó? Hasta { $longest } caracteres.
repair-ask-felt =
    {"*"}2 de 4*

    ¿Qué sentiste? Basta una palabra: “dolor”, “soledad”, “rabia”. Solo lo que sentiste tú, nada sobre tu pareja. Hasta { $longest } caracteres.
repair-ask-need =
    {"*"}3 de 4*

    ¿Qué necesitas? Algo que pueda necesitar cualquiera: descanso, que te pregunten, sentir que importas. Hasta { $longest } caracteres.
repair-ask-wish =
    {"*"}4 de 4*

    Un pedido: algo que hacer, no algo que dejar de hacer, y tan pequeño que quepa en esta semana. Hasta { $longest } caracteres.
repair-empty = Ese mensaje llegó vacío. Escribe una palabra o dos, o /cancel si prefieres dejarlo. Con /repair sigues donde te quedaste.
repair-too-long = Aquí caben { $longest } caracteres, y te sobran { $over }. Dilo más corto, por favor. Tu mensaje sigue ahí arriba, para copiar de él.
repair-shown-already = Ustedes dos ya leyeron esto, así que se queda como está. Claro que pueden hablar de eso.

repair-side =
    _Alguien imparcial diría:_ { $fair }
    _Sentí:_ { $felt }
    _Necesito:_ { $need }
    _Mi pedido:_ { $wish }
repair-draft =
    Solo tú puedes ver esto:

    { $side }

    Si dices que sí, ambas partes se muestran en cuanto tu pareja también diga que sí. Hasta entonces puedes cambiar la tuya o parar.
repair-draft-alone =
    Solo tú puedes ver esto:

    { $side }

    Puedes elegir de aquí una cosa pequeña para probarla tú, o parar aquí.
repair-change = ¿Cuál quieres cambiar? Hasta que digas otra vez que sí, no se muestra nada.
repair-ready =
    Tu parte está lista. En cuanto ambas lo estén, ustedes dos las leen.

    Quizá se quede solo contigo, y está bien así: escribirlo también puede ayudar. Solo le pregunto a { $name } si lo tocas, y una sola vez.
repair-asked = Ahora depende de { $name }: si participa y cuándo. Tú te enteras solo cuando ustedes dos digan que sí.
repair-result =
    Ambas partes están listas.

    {"*"}Tú*
    { $own }

    {"*"}{ $name }*
    { $other }

    {"*"}Cara a cara*
    Siéntense frente a frente. Repite lo que escribió tu pareja, hasta oír “sí, eso es”. Luego, al revés. Todavía nadie defiende nada. Después miren ambos pedidos: ¿qué cosa pequeña podrían probar ustedes dos durante una semana?
repair-agreed =
    {"*"}Para esta semana:*
    { $trial }
repair-proposed-theirs =
    {"*"}Propuesta de { $name }:*
    { $trial }

    Empieza solo cuando ustedes dos digan que sí. De un no, nadie se entera.
repair-proposed-mine =
    {"*"}Propuesta tuya:*
    { $trial }

    Empieza solo cuando ustedes dos digan que sí.

repair-ask-trial =
    { $who ->
        [both] ¿Qué cosa pequeña propones probar durante una semana? En una frase, de hasta { $longest } caracteres. La ves otra vez antes de que le llegue a tu pareja.
       *[me] ¿Qué cosa pequeña te gustaría probar durante una semana? En una frase, de hasta { $longest } caracteres. Se queda contigo.
    }
repair-trial-kept = Bien. En una semana te pregunto cómo te fue. Hasta entonces no saco el tema.
repair-trial-told =
    Algo de tu pareja.

    { $name } propone probar algo pequeño:

    “{ $trial }”

    Empieza solo si tú también dices que sí. De un no, nadie se entera, y puedes proponer otra cosa.
repair-proposed = Ya se lo propuse a { $name }. Empieza solo cuando ustedes dos digan que sí. Hasta entonces está con tu nombre en /repair.
repair-taken-back = Retirado.
repair-put-off = De acuerdo, ya no está en tu página. Nadie se entera.
repair-meanwhile = Esto cambió mientras tanto. Así está ahora:
repair-agreed-preview = Algo a lo que ustedes dos dijeron que sí.
repair-both-agreed =
    { $name } y tú dijeron que sí.

    {"*"}Para esta semana:*
    { $trial }

    Si quieres, en una semana te pregunto cómo les fue.
repair-look-planned = Te pregunto en una semana.
repair-look =
    Hace una semana querías probar algo:

    “{ $trial }”

    Si ayudó un poco, díganselo. Eso vale más que cualquier plan. Si no, solo era una prueba, y quizá sirva algo más pequeño.

    Lo que escribiste entonces se borra en unos días, salvo que guardes una copia.

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
repair-button-start = Listo, empecemos
repair-button-stop = Parar aquí
repair-button-stop-sure = Sí, bórralo
repair-button-go-on = Seguir
repair-button-keep = Guardar una copia en mi diario
repair-button-let-go = Dejarlo ir
repair-button-change = Cambiar algo
repair-button-fair = Lo que pasó
repair-button-felt = Lo que sentí
repair-button-need = Lo que necesito
repair-button-wish = Mi pedido
repair-button-ready = Mostrar cuando estén ambas
repair-button-ask = Pedirle a mi pareja que participe
repair-button-trial = Algo pequeño para probar
repair-button-look = Pregúntame en una semana
repair-button-before = Lo que escribí antes
repair-button-yes = Sí, probémoslo
repair-button-no = Para mí no
repair-button-back = Retirarlo
