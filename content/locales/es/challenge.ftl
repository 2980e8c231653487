# /challenge y /history: la semana de la pareja.

command-challenge = El reto de esta semana para ustedes dos
help-challenge = el reto de esta semana
command-history = Mirar las semanas anteriores
help-history = lo que hicieron y compartieron
# La primera línea de cada tarjeta: lo único que puede mostrar una pantalla bloqueada.
challenge-preview = Esta semana, del mismo lado

challenge-closed-line = La ronda anterior ya se cerró. Ambas respuestas están en /history.
challenge-news-day = Tu pareja eligió otro día: ahora el reto llega el { $weekday }.
challenge-news-pace =
    { $weeks ->
        [1] Tu pareja eligió otro ritmo: ahora el reto llega cada semana.
       *[other] Tu pareja eligió otro ritmo: ahora el reto llega cada { $weeks } semanas.
    }
challenge-again = Ya hicieron todos los retos que tengo. Vuelvo a empezar, primero con lo que más les gustó.
challenge-slower-offer = Las últimas semanas fueron tranquilas, y está bien así. ¿Les vendría mejor un reto cada dos semanas?
challenge-button-slower = Cada dos semanas
challenge-slower-done = Listo: cada dos semanas. Lo puedes cambiar en /settings.
challenge-stopped = Hace un tiempo que no hay respuestas, así que dejo de enviarles retos. No se pierde nada: con /challenge empiezan otra vez cuando quieran.
challenge-thanks =
    Un agradecimiento de { $name }:
    “{ $words }”

challenge-waits = De { $name } te espera: { $what }.
challenge-waits-preview = Algo te espera.
challenge-waits-goals = algo de sus metas
challenge-waits-reminders = algo de sus recordatorios
challenge-waits-repair = algo sobre una pelea
challenge-waits-history = una reacción a tu respuesta
challenge-waits-ask = algo en /ask
challenge-waits-cards = una noche con tarjetas
challenge-waits-evenings = una noche libre por encontrar
challenge-waits-dates = un día para compartir
challenge-waits-letter = una carta
challenge-button-waits-thanks = Agradecimientos
challenge-button-waits-goals = Nuestras metas
challenge-button-waits-reminders = Nuestros recordatorios
challenge-button-waits-repair = Después de la pelea
challenge-button-waits-history = Ver la reacción
challenge-button-waits-ask = Preguntas
challenge-button-waits-cards = Las tarjetas
challenge-button-waits-evenings = Noches libres
challenge-button-waits-dates = Días que importan
challenge-button-waits-letter = Leer la carta

challenge-from-pack = _De un paquete que agregó quien administra el bot._
challenge-card =
    { $theme }
    {"*"}{ $title }*
    _Va bien para: { $good_for }_
    { $details }

    { $why }

    {"*"}En pareja*
    { $steps }

    {"*"}Una pregunta, para responder a solas*
    { $question }
challenge-details =
    { $minutes ->
        [one] más o menos { $minutes } minuto
       *[other] unos { $minutes } minutos
    } · { $place ->
        [home] en casa
        [out] al aire libre
       *[anywhere] en cualquier lugar
    } · { $cost ->
        [free] gratis
       *[little] cuesta poco
    } · { $children ->
        [yes] también con niños cerca
       *[no] solo ustedes dos
    }
challenge-button-answer = Responder
challenge-button-pick = { $label }
challenge-button-why = ¿Por qué?
challenge-button-later = Más tarde
challenge-button-swap = Otro reto
challenge-button-skip = Omitir
challenge-button-show = Ver el reto

challenge-ask =
    { $question }

    Escríbelo aquí o envía una nota de voz o una foto, tan largo o tan corto como quieras. Nadie lo ve hasta que lo compartas. Si no es el momento, /cancel.
challenge-ask-photo =
    { $question }

    Envía la foto aquí o cuéntalo con palabras: cuenta igual. Nadie la ve hasta que la compartas. Si no es el momento, /cancel.
challenge-ask-voice =
    { $question }

    Envía la nota de voz aquí o escríbelo: cuenta igual. Nadie la oye hasta que la compartas. Si no es el momento, /cancel.
challenge-pick = Elige otra vez:
challenge-sheet-rank = Tócalas en tu orden, de la primera a la última. O escríbelo, por ejemplo: { $example }.
challenge-sheet-pick = Toca todo lo que quieras y luego *Listo*. O escríbelo, por ejemplo: { $example }.
challenge-sheet-this-or-that = Toca una opción en cada línea. O escribe las cinco, por ejemplo: { $example }.
challenge-sheet-guess-own = Primero, tu propia respuesta:
challenge-sheet-guess-theirs =
    Tu respuesta: { $own }

    { $guess }
challenge-sheet =
    { $question }

    { $how }

    Nadie lo ve hasta que lo compartas. Si no es el momento, /cancel.
challenge-button-done = Listo
challenge-button-undo-tap = Deshacer
challenge-tap-twice = Cada una solo una vez, por favor. Por ejemplo: { $example }.
challenge-tap-unclear = No entendí eso como respuesta a esta pregunta. Toca una opción arriba, o escríbelo, por ejemplo: { $example }.
challenge-ask-guess =
    Tu respuesta: { $own }

    { $guess }

    Escribe aquí lo que crees. Nadie lo ve hasta que lo compartas. Si no es el momento, /cancel.
challenge-ask-finish =
    { $question }

    Escribe aquí el resto de la frase. Nadie lo ve hasta que lo compartas. Si no es el momento, /cancel.
challenge-guess-missing = Todavía falta adivinar la respuesta de tu pareja. Con /challenge te la pregunto.
challenge-button-guess = Lo que creo
challenge-guess-label =
    { $own }

    { $whose ->
        [own] Lo que imaginas de tu pareja: { $guess }
       *[other] Lo que imaginó de ti: { $guess }
    }
challenge-words-left = izquierda, izq, i, la izquierda, primera, la primera
challenge-words-right = derecha, der, d, la derecha, segunda, la segunda
challenge-words-between = y, e, luego, después, o
challenge-draft =
    Esto es lo que escribiste:

    { $words }

    { $known ->
        [yes] Solo tú puedes verlo. ¿Qué hago con esto?
       *[no]
            Solo tú puedes verlo. Si lo compartes, verán ambas respuestas en cuanto compartan ustedes dos, y eso ya no se puede retirar. Si compartes primero, verás cuándo comparte tu pareja, y hasta entonces, que todavía no. Al revés pasa lo mismo.

            ¿Qué hago con esto?
    }
challenge-button-share = Compartir a la vez
challenge-button-edit = Cambiar
challenge-button-private = Guardar solo para mí
challenge-button-back = Retirar
challenge-too-long = En una respuesta caben { $count } caracteres, así que la tuya se queda con la primera parte. Aparté el texto completo para tu diario, que solo ves tú. ¿Lo guardo ahí?
challenge-said-already = Eso ya está en tu respuesta.
challenge-in = La tuya ya está. En cuanto compartan ustedes dos, verán ambas respuestas. Hasta entonces la puedes cambiar o retirar. Espera hasta dos semanas después de que termine su semana, y como mínimo una semana; después vuelve a ser solo tuya.
challenge-both-in = Listo: ya compartieron ustedes dos.
challenge-private = Guardado solo para ti. Está en /history, y ahí, con *Cambiar*, lo puedes compartir más adelante.
challenge-kept =
    Esto sigue siendo solo tuyo:

    { $words }
challenge-write-again =
    Solo tú puedes ver esto:

    { $words }

    Escríbelo aquí otra vez, y también será solo para ti. Si no es el momento, /cancel.
challenge-pick-again =
    Solo tú puedes ver esto:

    { $words }

    Elige otra vez, y también será solo para ti:
challenge-sure =
    Solo tú puedes ver esto:

    { $words }

    Puede que tu pareja lo lea enseguida, y entonces ya no se puede retirar. ¿Lo comparto?
challenge-button-sure = Sí, compártelo
challenge-button-unsure = No, guárdalo
challenge-kept-of-old =
    El reto cambió. Lo que escribiste está en tu /history, solo para ti:

    { $words }

    Con /challenge ves el de esta semana.
challenge-swapped-away = El reto cambió. Lo que escribiste para el anterior está en tu /history, solo para ti. Con /challenge ves el de esta semana.
challenge-edited-shared = También cambié tu respuesta. Ya está, y todavía no la vio nadie.
challenge-shared-already = Ustedes dos ya vieron estas respuestas, así que esta se queda como está. Y hablar de ella siempre se puede.
challenge-closed = Ya es tarde para cambiar este. Con /challenge ves el que tienes ahora, y en /history está lo tuyo.
challenge-empty = Llegó vacío. Escribe una palabra o dos. Si no es el momento, /cancel.

challenge-gone = Este reto ya no está: lo quitó quien administra el bot. Lo que escribiste sigue a salvo en /history. Con /challenge ves el de esta semana, y si es este, *Otro reto* te trae uno nuevo.
challenge-gone-title = Un reto que ya no está
challenge-reveal-gone =
    Ya están ambas respuestas, aunque la pregunta ya no está aquí.

    {"*"}Tú*
    { $own }

    {"*"}{ $name }*
    { $other }

challenge-skipped = Omitido, sin dar razones. Si cambias de idea, /challenge lo trae de vuelta.
challenge-swapped = _Tú o tu pareja cambiaron el reto._
challenge-swapped-already = Ya cambiaron el reto de esta semana. Todavía puedes omitirlo.

challenge-swap-ask = ¿Cómo quieres el otro? Esta semana tienen un solo cambio entre ustedes dos. Tu pareja solo ve la tarjeta nueva, no lo que pediste.
challenge-button-wish-any = Sorpréndeme
challenge-button-wish-short = 5 minutos
challenge-button-wish-outdoors = Al aire libre
challenge-button-wish-children = Con los niños
challenge-button-stay = Dejar este
challenge-swap-none = En este tema no hay otro así. Este se queda, y todavía lo puedes cambiar.
challenge-swap-unclear = No entendí cómo lo quieres. Toca una opción arriba, o escríbela, por ejemplo: “al aire libre”.
challenge-words-wish-any = sorpréndeme, cualquiera, lo que sea, da igual, el que sea, elige tú
challenge-words-wish-short = 5 minutos, 5 min, 5, cinco minutos, cinco, corto, más corto, cortito, rápido, breve, poco tiempo
challenge-words-wish-outdoors = al aire libre, aire libre, afuera, fuera, en la calle, en el parque, en la naturaleza, para salir
challenge-words-wish-children = niños, niñas, niño, niña, hijos, hijas, hijo, hija, chicos, peques, familia
challenge-words-wish-between = yo, quiero, queremos, algo, uno, otro, un, una, el, la, los, las, lo, con, para, en, y, por, favor, que, sea, de, reto, tarjeta, mis, nuestros, nuestras, solo, hacer

challenge-later = ¿Cuándo te lo traigo otra vez?
challenge-button-tonight = Esta noche
challenge-button-tomorrow = Mañana
challenge-button-own-time = A otra hora
challenge-ask-time = ¿A qué hora? Por ejemplo, { $evening }.
challenge-time-unclear = No entendí la hora. Escríbela así: { $evening }. Si no es el momento, /cancel.
challenge-later-planned = Listo. Te lo traigo otra vez: { $when }.

challenge-why =
    { $claim }

    {"*"}Ten en cuenta:* { $caveat }

    {"*"}Qué tan seguro es:* { $grade }.

    { $authors } ({ $year }). { $title }. _{ $journal }_. { $link }
challenge-why-lore = *Qué tan seguro es:* { $grade }.

challenge-nudge =
    Un aviso, por si ayuda.

    { $line }

challenge-nudge-goal =
    Un aviso, por si ayuda.

    { $goal }

    ¿Encuentran media hora para esto esta semana? _Los avisos los eliges en /settings._
challenge-button-goal = Abrir la meta

challenge-reveal =
    ✨ *Ya están ambas respuestas.* Esto dijeron ustedes dos.

    {"*"}{ $title }*
    _{ $question }_

    { $answers }

    {"*"}Cara a cara*
    { $face_to_face }
challenge-reveal-two =
    {"*"}Tú*
    { $own }

    {"*"}{ $name }*
    { $other }
challenge-reveal-pairs =
    {"*"}Tú  ·  { $name }*
    { $rows }
challenge-reveal-guess =
    {"*"}Tú:* { $own }
    _{ $name } pensó que dirías:_ { $other_guess }
    {"*"}{ $name }:* { $other }
    _Tú pensaste que diría:_ { $own_guess }
challenge-row-partner =
    { $what ->
        [taps] {"*"}Para { $name }:* ❤️, “Gracias” o “Cuéntame más”
        [line] {"*"}Para { $name }:* una línea tuya
       *[both] {"*"}Para { $name }:* ❤️, “Gracias”, “Cuéntame más” o una línea tuya
    }
challenge-row-me = {"*"}Solo para mí:* si te gustó. Me ayuda a elegir, y { $name } no se entera.
challenge-button-heart = ❤️
challenge-button-thanks = Gracias
challenge-button-talk = Cuéntame más
challenge-button-line = Escribir una línea
challenge-ask-line = Una línea de vuelta, solo para tu pareja, de hasta { $longest } caracteres:
challenge-line-too-long = En una línea caben { $longest } caracteres y a la tuya le sobran { $over }, así que no la envié. ¿La haces más corta? Tu mensaje sigue ahí arriba, para copiar de él.
challenge-reacted = Ya le llegó.
challenge-undone = Retirado, sin ningún aviso.
# Queda en el mensaje de la pareja cuando se retira un toque; no cuenta nada de eso.
challenge-reaction-gone = Ambas respuestas están en /history.
challenge-button-undo = Deshacer
challenge-reacted-before = A esta ya respondiste. Lo demás es para ustedes dos, cara a cara.
challenge-reaction-preview = Te llegó una reacción.
challenge-reaction-heart = { $name }, a lo que escribiste: ❤️
challenge-reaction-thanks = { $name }, a lo que escribiste: gracias.
challenge-reaction-talk = A { $name } le encantaría que le contaras más, cara a cara.
challenge-reaction-line =
    { $name }, a lo que escribiste:
    “{ $line }”
challenge-button-loved = Me encantó
challenge-button-fine = Estuvo bien
challenge-button-not = No tanto
challenge-rated = Anotado, y no sale de aquí: solo me ayuda a elegir qué vuelve algún día. Tu pareja no se entera.
challenge-own-reaction-heart = Respondiste: ❤️
challenge-own-reaction-thanks = Respondiste: gracias.
challenge-own-reaction-talk = Respondiste: cuéntame más, cara a cara.
challenge-own-reaction-line = Respondiste: “{ $line }”

challenge-button-start-now = Empezar ya
challenge-button-wait = En nuestro día
challenge-coming = Tu próximo reto: { $when }. El día y la hora se cambian en /settings.

challenge-state-draft =
    {"*"}Tu respuesta hasta ahora, sin compartir:*
    { $words }
challenge-state-shared =
    {"*"}La tuya ya está:*
    { $words }
challenge-state-private =
    {"*"}Guardado solo para ti:*
    { $words }
challenge-state-returned =
    {"*"}Otra vez solo tuyo:*
    { $words }

    _Esperó todo su tiempo y no llegó otra respuesta. Así que volvió a ti, y no lo leyó nadie._

challenge-alone = Ahora mismo no tienes conexión con nadie aquí. Puedes invitar a tu pareja, o tomar la pregunta de esta semana para ti.
challenge-button-solo = Una pregunta para mí
challenge-solo =
    {"*"}{ $title }*

    { $prompt }

    Escríbelo aquí. Va a tu diario, que solo ves tú. Si no es el momento, /cancel.
challenge-solo-kept = Está en tu /journal, solo para ti. Cada semana hay una pregunta nueva, cuando la pidas.

challenge-history-empty = Aquí todavía no hay nada. Después de tu primer reto semanal, lo encuentras aquí.
challenge-history-head = *{ $title }* · { $day }
challenge-history-question = _{ $question }_
challenge-history-open = Todavía no respondiste esta.
challenge-history-former =
    Antes del cambio de reto escribiste, solo para ti:
    { $words }
challenge-button-newer = ◀ Más reciente
challenge-button-older = Más antiguo ▶
