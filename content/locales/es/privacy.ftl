# /whatcansee, /export y /forget.

privacy-word = borrar todo
privacy-forget =
    {"*"}¿Borrar aquí todo lo tuyo?*

    • Tu diario, tus respuestas, tus ajustes y tu nombre se borran al momento, y nadie puede recuperarlos.
    • Si tienes un vínculo, se acaba. A tu pareja no le llega ningún mensaje.
    • Lo que tu pareja ya ha leído (respuestas ya mostradas, agradecimientos, metas acordadas) sigue siendo suyo. Y lo que escribió, también.
    • Los mensajes de este chat son de Telegram o de Discord, en tu teléfono y en el suyo: esos los borras a mano.
privacy-button-forget = Seguir
privacy-button-export = Antes, llevarme mis palabras
privacy-button-stay = No, dejarlo todo
privacy-type-word =
    Escribe “{ privacy-word }” para borrarlo todo ahora. No hay vuelta atrás.
privacy-other-word = Esas no eran las palabras, así que no se borró nada. Escribe “{ privacy-word }” para borrarlo todo, o déjalo como está.
privacy-stayed = Todo sigue como estaba.
privacy-forgotten =
    Ya está: todo lo tuyo se ha borrado aquí.

    Este fue mi último mensaje. Si algún día vuelves a escribir, empezamos de nuevo, como si fuera la primera vez. Cuídate mucho.

privacy-export =
    Aquí tienes todo lo tuyo, a { $day }, y lo que tu pareja te ha mostrado.

    Abre el zip: la página es para leer e imprimir; el otro archivo, para programas. No lleva contraseña, así que guárdalo donde solo mires tú.
privacy-button-remove = Quitar este mensaje
privacy-removed = Este mensaje se ha quitado.
privacy-page-title = { $name }: Same Side
privacy-page-about = A { $day }. Lo que tu pareja no te ha mostrado no está aquí.
privacy-page-journal = Tu diario
privacy-page-weeks = Tus semanas
privacy-page-mine = Tú
privacy-page-theirs = { $name }
privacy-page-thanks = Gracias
privacy-page-to = para { $name }
privacy-page-from = de { $name }
privacy-page-goals = Metas
privacy-page-check-ins = Cómo fueron las metas
privacy-page-reminders = Recordatorios
privacy-page-repairs = Después de una discusión
privacy-page-profile = Lo que se guarda de ti

privacy-silent =
    Hace un año que no hay movimiento aquí, así que pregunto una sola vez: ¿guardo lo tuyo?

    Toca un botón o escribe cualquier cosa, y se queda. Si no sé nada de ti, todo lo tuyo se borra después del { $day }. Lo que compartieron lo conserva tu pareja.
privacy-button-here = Guardarlo
privacy-kept = Se queda. Qué bien que estés aquí.
