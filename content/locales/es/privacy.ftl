# /whatcansee, /export y /forget.

command-whatcansee = Quién puede ver qué: tu pareja, quien administra el bot, nadie
help-whatcansee = quién puede ver qué
command-export = Llevarte todo lo tuyo en un archivo
help-export = llevarte tus palabras
command-forget = Borrar todo lo tuyo de aquí
help-forget = borrar todo lo tuyo

privacy-see =
    {"*"}Quién puede ver qué*

    {"*"}Tu pareja* lee lo que ustedes dos decidieron compartir, y lo que le envías. No le muestro tu diario, tus borradores ni tus ajustes, y no le digo si omites algo, haces una pausa o te guardas algo. *Lo que se nota igual* dice qué puede notar.

    {"*"}Quien administra este bot* podría leerlo todo, porque tiene las claves. Una base de datos o una copia robada, por sí sola, no se puede leer. { $operator }

    {"*"}Telegram o Discord* lleva estos mensajes, guarda su propia copia de ellos y de tus fotos y notas de voz, y puede leerlos: un chat con un bot no tiene cifrado de extremo a extremo. Y quien tenga tu teléfono desbloqueado puede leer este chat. Uno bloqueado puede mostrar un mensaje entero cuando llega. “Ocultar palabras hasta que las toque”, en /settings, Privacidad, deja una línea a la vista y tapa lo demás. Telegram en Android y en computadoras muestra entonces puntos. De los iPhone y de Discord no lo sé, así que quita ahí las vistas previas.

    {"*"}Nadie* sabe por mí qué se leyó, ni qué página de /support se abrió.

    /export te da todo lo tuyo. /forget lo borra.
privacy-button-see = Volver
privacy-button-partner = Mi pareja
privacy-button-alone = Solo yo
privacy-button-operator = Quien administra
privacy-button-nobody = Nadie
privacy-button-notice = Lo que se nota igual

privacy-notice = {"*"}Lo que tu pareja puede notar, aunque yo no diga nada*
privacy-notice-share = si compartió y no ve ambas respuestas, sabe que tú no compartiste; si compartió primero, ve cuándo lo haces tú
privacy-notice-tick = en un recordatorio para ustedes dos, tu marca se ve cuando la pones, y si falta, se ve que falta
privacy-notice-goal = que dejaste una meta, cuando tu pareja también la deja: entonces termina. Si quiere la pregunta semanal y no le llega, puede notar que tú no la quieres
privacy-notice-unlink = que terminaste la conexión o lo borraste todo: en /start, en un botón antiguo o cuando no llega la próxima tarjeta
privacy-notice-depth = qué tan profundos quieres los retos, por lo que llega con las semanas
privacy-notice-name = el nombre que te pusiste, de hasta 40 caracteres: está en sus páginas, y el suyo en las tuyas
privacy-notice-phone = con tu teléfono desbloqueado, o en otro dispositivo de tu cuenta: este chat, tu diario, tu archivo. Aquí no se ve quién los abrió. Una palabra propia (/settings, *Privacidad*) ayuda contra una mirada, no contra la fuerza. El bloqueo de la aplicación y del teléfono ayuda más
privacy-notice-consent = quien tiene tu teléfono en la mano, o te lo configura, puede tocar cada sí en tu lugar

privacy-see-partner = {"*"}Lo que llega a ver tu pareja*
privacy-see-partner-name = el nombre que te pusiste
privacy-see-partner-answers = una respuesta, cuando ustedes dos compartan la suya. Si tu pareja compartió primero, también ve cuándo lo hiciste tú, y hasta entonces, que todavía no
privacy-see-partner-lines = lo que envías después: un corazón, una línea
privacy-see-partner-thanks = los agradecimientos que enviaste
privacy-see-partner-questions = las preguntas que hiciste para ustedes dos, y tu respuesta cuando compartan ustedes dos
privacy-see-partner-wishes = un deseo al que dijeron que sí ustedes dos, desde que llegan sus tarjetas, y tu línea sobre cómo estuvo cuando hayan escrito una ustedes dos; un deseo en tus propias palabras, entre los demás
privacy-see-partner-goals = las metas, los pasos y los cambios que propusiste
privacy-see-partner-check-ins = cómo te fue con una meta, cuando ustedes dos lo compartan
privacy-see-partner-reminders = los recordatorios que hiciste para tu pareja o para ustedes dos, y tu marca en los que comparten
privacy-see-partner-repair = tu lado después de una pelea, cuando ustedes dos quieren mostrarlo, y lo que luego propones probar
privacy-see-partner-plan = el día y el ritmo de los retos, y un reto cambiado: eso es igual para ustedes dos

privacy-see-alone = {"*"}Lo que aquí solo ves tú*
privacy-see-alone-journal = tu diario
privacy-see-alone-unsorted = las palabras que esperan al principio de tu diario hasta que elijas qué se hace con ellas. Antes de tu sí a que guarde: la respuesta a mi primera pregunta y lo que escribas después, bajo llave y sin mostrarse en ningún lado, tampoco en /export; un no la borra, y una hora sin un sí, también
privacy-see-alone-answers = una respuesta que te guardas o retiras, que espera a la otra, o que volvió a ti porque la otra no llegó
privacy-see-alone-drafts = las metas que no propusiste y los agradecimientos que no enviaste
privacy-see-alone-check-ins = cómo te fue con una meta, hasta que ustedes dos lo compartan
privacy-see-alone-reminders = los recordatorios para ti
privacy-see-alone-repair = tu lado después de una pelea, hasta que ustedes dos quieran mostrarlo
privacy-see-alone-wishes = tus respuestas a los deseos, mientras no coincidan dos síes
privacy-see-alone-taste = cuánto te gustó un reto y qué tan profundos los quieres (sigo la elección más ligera, y no digo de quién era)
privacy-see-alone-refusals = que omitiste algo, hiciste una pausa, dijiste que no, silenciaste, dejaste una meta, quitaste algo de tu vista o no miraste
privacy-see-alone-settings = tu idioma, cómo escribo sobre ti, tu lugar, tu hora, tus horas de silencio, avisos, pausa y todos los demás ajustes, y el día de tu último archivo

privacy-see-operator = {"*"}Lo que puede ver quien administra este bot*
privacy-see-operator-words = con las claves: cada palabra que guardo. Yo no le muestro ninguna, pero no podría impedirlo
privacy-see-operator-links = sin las claves: quién tiene o tuvo conexión con quién, como números sin nombres
privacy-see-operator-times = cuándo se escribió, se envió o se planeó algo, y cuánto
privacy-see-operator-choices = qué retos tuviste, si respondiste, los omitiste o te los guardaste, cuánto te gustaron, tu zona horaria y tus ajustes
privacy-see-operator-backups = lo que borraste, hasta que caduquen sus copias

privacy-see-nobody = {"*"}Lo que aquí no ve nadie*
privacy-see-nobody-read = si alguien leyó un mensaje, o cuándo: nadie me lo dice, y no lo anoto
privacy-see-nobody-support = qué página de /support se abrió: es igual para todo el mundo, y no lo anoto
privacy-see-nobody-deleted = lo que borraste, cuando ya no existan las copias que lo tenían

# El consentimiento: tres líneas cortas, y todo lo demás detrás de un botón. Si cambia lo que dicen los
# puntos, es otra versión: VERSION en domain/privacy/consent.py.

privacy-consent =
    { $unkept ->
        [yes] No guardé eso. ¿Puedo guardar lo que escribes?
       *[no] ¿Puedo guardar lo que escribes?
    }

    • Guardo tus palabras, tu nombre y tus ajustes. Tu pareja lee una respuesta solo cuando ustedes dos compartan la suya.
    • { $operator }
    • Puedes llevarte todo o borrarlo cuando quieras. Con un sí dices que ya tienes 18 años.
privacy-consent-more =
    ¿Puedo guardar lo que escribes?

    { $facts }
privacy-consent-facts =
    • Guardo tus palabras, tu nombre y tus ajustes. Lo que escribes queda cerrado con una llave propia.
    • No le muestro tu diario a nadie más; quien tenga tu teléfono desbloqueado puede abrirlo. Tu pareja lee una respuesta cuando ustedes dos compartan la suya.
    • Este chat no está cifrado de extremo a extremo, y quien administra este bot podría leerlo: /whatcansee lo cuenta todo.
    • { $operator }
    • Con /export te lo llevas todo, con /forget lo borras, y en /settings retiras tu permiso.

    Con un sí me dices también que ya tienes 18 años.
# RUN_BY, tal como lo escribió quien administra el bot; que no parezca cosa nuestra.
privacy-run-by = Quién me administra, en sus propias palabras: { $who }
privacy-run-by-nobody = No sé quién me administra. Si es tu pareja, puede leerlo todo, también tu diario.
privacy-run-by-short = Quién me administra, en sus propias palabras: { $who }. Podría leerlo todo.
privacy-run-by-nobody-short = No sé quién me administra. Si es tu pareja, puede leerlo todo.
privacy-button-agree = Sí, guarda lo que escribo
privacy-button-more = Más
privacy-button-refuse = Ahora no
privacy-agreed = Gracias. Desde ahora guardo lo que escribes. Si cambias de idea, dilo en /settings.
privacy-refused =
    De acuerdo. No guardo nada nuevo tuyo y no te envío retos. Si una respuesta tuya esperaba tu sí, ya se borró.

    Lo que ya estaba guardado sigue ahí hasta que lo borres con /forget, y nadie se entera. Con un toque vuelvo a guardar lo que escribes.

privacy-word = borrar todo
privacy-forget =
    {"*"}¿Borrar aquí todo lo tuyo?*

    • Tu diario, tus respuestas, tus ajustes y tu nombre se borran aquí enseguida, y yo no puedo recuperarlos. Las copias de seguridad de este bot los conservan hasta que las borre quien lo administra.
    • Si tienes una conexión, termina. A tu pareja no le llega ningún mensaje. Lo nota cuando mira, o cuando no llega la próxima tarjeta.
    • Lo que tu pareja ya leyó (respuestas ya mostradas, agradecimientos, metas acordadas) sigue siendo suyo. Y lo que escribió, también.
    • Los mensajes de este chat son de Telegram o de Discord, en tu teléfono y en el suyo: esos los borras a mano, hasta donde la aplicación te deje.
privacy-button-forget = Seguir
privacy-button-export = Antes, llevarme mis palabras
privacy-button-stay = No, dejarlo todo
privacy-type-word =
    Escribe “{ privacy-word }” para borrarlo todo ahora. No hay vuelta atrás.
privacy-other-word = Esas no eran las palabras, así que no se borró nada. Escribe “{ privacy-word }” para borrarlo todo, o déjalo como está.
privacy-stayed = Todo sigue como estaba.
privacy-forgotten =
    Ya está: todo lo tuyo quedó borrado aquí.

    Este fue mi último mensaje. Si algún día vuelves a escribir, empezamos otra vez, como si fuera la primera. Cuídate mucho.

privacy-export =
    Aquí tienes todo lo tuyo hasta hoy ({ $day }), y lo que tu pareja te mostró.

    Abre el zip: la página es para leer e imprimir; el otro archivo, para programas. No lleva contraseña, así que guárdalo donde solo mires tú. Anoto el día solo para ti; *Privacidad*, en /settings, lo muestra.

    Si usas una palabra propia (/settings, *Privacidad*), escríbela después de /export. Sin ella, el archivo solo tiene lo que ya vieron ustedes dos.
privacy-button-export-now = Llevarme mis palabras
privacy-button-who = Quién puede ver qué
# The first line of what is hidden until a tap; it may stand on a locked screen.
privacy-tap-to-read = Hay algo para ti. Toca aquí abajo para leerlo.
privacy-button-remove = Quitar este mensaje
privacy-removed = Este mensaje ya no está. El resto del chat puedes borrarlo tú, hasta donde la aplicación te deje.

privacy-silent =
    Hace un año que no hay movimiento aquí, así que pregunto una sola vez: ¿guardo lo tuyo?

    Toca un botón o escribe cualquier cosa, y se queda. Si no sé nada de ti, todo lo tuyo se borra después del { $day }. Lo que compartieron lo conserva tu pareja.
privacy-button-here = Guardarlo
privacy-kept = Se queda. Qué bien que estés aquí.

# An earlier link, out of one person's own sight.
privacy-button-hide = Ocultar pareja anterior
privacy-button-hide-undo = Deshacer
privacy-button-unhide = { $name }
privacy-hidden =
    Lo que tenías con { $name } ya no se ve en tu /history, /thanks, /goals ni /repair. Nadie se entera, y para { $name } no cambia nada.

    No se ve, pero no se borró: *Privacidad*, en /settings, lo trae de vuelta, y /export todavía lo tiene. Los mensajes de este chat se quedan hasta que los borres.
privacy-unhidden = Lo que tenías con { $name } está otra vez en su lugar. Nadie se entera.
privacy-hidden-list = ¿De quién quieres ver otra vez lo que había? Nadie se entera.

# Under what says that words are deleted: lines that people typed are theirs to delete.
privacy-gone = Lo que había aquí ya no está.
privacy-typed =
    { $state ->
        [on] Quité las líneas que escribiste, hasta donde la aplicación me deja: en Discord no, y después de dos días tampoco. Si arriba queda alguna, bórrala tú, por favor.
       *[off] Aquí está borrado. Las líneas que escribiste arriba las borras tú, en tu aplicación.
    }

privacy-own-word-ask =
    {"*"}Una palabra propia*

    Con ella, tu diario solo se abre después de “/journal” y esa palabra, durante diez minutos. Lo mismo vale para lo que solo tú viste en “/export”, y para *Compartir* bajo una respuesta que guardaste para ti. Sin ella, el diario parece vacío, el archivo deja fuera esas partes y *Compartir* no está. Ninguna página dice si hay una palabra. Con *Quitar este mensaje* terminan los diez minutos.

    Ayuda contra una mirada, o mientras alguien usa tu teléfono. No ayuda contra la fuerza, en un dispositivo con tu sesión abierta ni contra quien me administra. Lo que está en este chat sigue ahí, y /history muestra tus respuestas. Protege más un bloqueo de toda la aplicación: en Telegram está en Ajustes, Privacidad y seguridad, Código de acceso. Para Discord, usa el bloqueo de tu teléfono.

    Si la olvidas, nadie puede devolvértela ni quitarla, tampoco quien me administra. Entonces solo queda /forget, que lo borra todo, también tu diario. Después de cinco palabras equivocadas no se abre nada durante una hora.

    Para ponerla, escríbela dos veces con un espacio en medio, de { $shortest } caracteres o más (ribera ribera). Cuando ya hay una, escrita dos veces se quita, y otra no cambia nada. Escrita una vez, abre. Si ahora no, /cancel.
privacy-own-word-taken = Recibido, y no digo qué pasó: /journal con tu palabra muestra si se abre.
privacy-own-word-line = No pude quitar de este chat tu línea con la palabra. Bórrala tú, por favor, en tu aplicación.
privacy-page-part = Fotos y notas de voz, parte { $number }
privacy-export-part = Parte { $number } de tu archivo: fotos, notas de voz y videos. La página que contiene los muestra y reproduce, también sin conexión.
