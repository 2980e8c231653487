# /thanks y su frasco.

command-thanks = Dejarle a tu pareja una frase amable
command-thanks-words = La frase amable
help-thanks = una frase amable para tu pareja

thanks-begin = ¿Hay algo que quieras agradecerle a { $name }? Basta una frase amable. Escríbela aquí, deja que te ayude a encontrar las palabras o mira en el frasco.
thanks-ask = ¿Qué te gustaría agradecerle a { $name }? Escribe una frase. La verás otra vez antes de que salga.
thanks-change = Escríbela otra vez, tal como la quieres. Mientras tanto, la primera se queda como está.
thanks-too-long = Qué bonito, y qué largo para este sitio: caben { $longest } caracteres, y te sobran { $over }. Escribe algo más corto, por favor; arriba tienes tu mensaje para copiar de él.
# Cuando no salen las palabras: cada una pide una cosa, y lo que mostró de esa persona.
thanks-hint =
    { $hint }

    Basta una frase: qué fue y qué te mostró de su manera de ser. Escríbela aquí; la verás otra vez antes de que salga.
thanks-hint-1 = ¿Qué hizo { $name } esta semana sin que nadie se lo pidiera? ¿Qué muestra eso de su manera de ser?
thanks-hint-2 = ¿Cuándo te hizo { $name } algo más fácil hace poco? ¿De qué se había dado cuenta?
thanks-hint-3 = ¿Qué pequeña costumbre de { $name } echarías de menos? ¿Qué dice de cómo es?
thanks-hint-4 = ¿Cuándo te escuchó { $name } justo en el momento en que hacía falta? ¿Cómo te mostró eso lo que le importas?
thanks-hint-5 = ¿En qué ha seguido { $name } últimamente, aunque costara? ¿Qué fuerza viste ahí?
thanks-hint-6 = ¿Cuándo te hizo reír { $name }? ¿Qué tiene que no tiene nadie más?
thanks-hint-7 = ¿Qué hizo { $name } por otra persona que te alegró estar a su lado? ¿Qué es lo que le importa?
thanks-hint-8 = ¿De qué se ocupa { $name } sin que casi nadie lo vea? ¿Qué te dice eso de su forma de querer?
thanks-hint-9 = ¿Qué has aprendido de { $name }? ¿Cómo te lo enseñó?
thanks-hint-10 = ¿Cuándo dejó pasar algo { $name }, o dio el primer paso después de una pelea? ¿Qué crees que le costó?
thanks-hint-11 = ¿Cuándo te alegraste hace poco de que estuviera { $name }? ¿Qué hizo, y qué muestra eso de su manera de ser?
thanks-hint-12 = ¿A qué renunció { $name } por ti, o qué dejó para después? ¿Qué te dijo eso de lo que le importa?
thanks-nudge =
    Un empujoncito, por si ayuda.

    { $hint }

    Basta una frase amable. _En /settings eliges qué empujoncitos te llegan._

thanks-show =
    Para { $name }:

    “{ $words }”
thanks-kept = Guardado para tu pareja.
thanks-sent-already = Eso ya está enviado, así que queda como estaba.
thanks-left = No la he enviado. Ahora está en tu /journal, que solo te muestro a ti.
thanks-enough-today = Hoy ya has enviado { $count }, y en un día no caben más. No se pierde nada: toca *Enviar* otra vez mañana.
thanks-nobody = Ahora mismo no tienes aquí un vínculo con nadie, así que no hay a quién enviarle una frase amable. Invitar a alguien lleva un minuto; el frasco es tuyo en cualquier caso.
thanks-arrived =
    Unas palabras bonitas para ti.

    De { $name }:

    “{ $words }”

    _En /settings eliges cuándo te llegan._

thanks-jar-received =
    De { $name }:

    “{ $words }”
thanks-jar-given =
    De ti, para { $name }:

    “{ $words }”
thanks-taken-out =
    Ya no está en tu frasco, y *Una al azar* no te la volverá a traer. A { $name } no le digo nada, y todavía la tiene.

    /export todavía la trae, y lo dice. Si te llegó en un mensaje, ese se queda en este chat hasta que lo borres.
thanks-draw-none = En el frasco todavía no hay nada de { $name }. Lo que tú diste también está ahí; una frase tuya bien puede ser el comienzo.
thanks-draw-none-alone = Nadie ha puesto todavía nada para ti en el frasco. Lo que tú diste también está ahí.
thanks-jar-empty = El frasco está vacío por ahora. Guarda cada frase amable que envías o recibes.

thanks-button-write = Escribir una
thanks-button-help = Ayúdame con las palabras
thanks-button-other = Otra
thanks-button-draw = Una al azar
thanks-button-out = Sacarla de mi frasco
thanks-button-out-undo = Deshacer
thanks-button-jar = Mirar en el frasco
thanks-button-send = Enviar
thanks-button-change = Cambiar
thanks-button-later = Ahora no
thanks-button-delete = Borrarla
thanks-button-newer = ◀ Más nuevas
thanks-button-older = Más antiguas ▶
thanks-button-invite = Invitar a tu pareja
