# /thanks y su frasco.

command-thanks = Enviarle a tu pareja un agradecimiento
command-thanks-words = Tu agradecimiento
help-thanks = un agradecimiento para tu pareja

thanks-begin = ¿Hay algo que quieras agradecerle a { $name }? Basta una frase. Escríbela aquí, deja que te ayude a encontrar las palabras o mira en el frasco.
thanks-ask = ¿Qué te gustaría agradecerle a { $name }? Escribe una frase. La verás otra vez antes de que se envíe.
thanks-change = Escríbelo otra vez, tal como lo quieres. Mientras tanto, el primero se queda como está.
thanks-too-long = Es un poco largo: caben { $longest } caracteres, y te sobran { $over }. Escribe algo más corto, por favor. Tu mensaje sigue ahí arriba, para copiar de él.
# Cuando no salen las palabras: cada una pide una cosa, y lo que mostró de esa persona.
thanks-hint =
    { $hint }

    Basta una frase: qué fue y qué te mostró de su manera de ser. Escríbela aquí. La verás otra vez antes de que se envíe.
thanks-hint-1 = ¿Qué hizo { $name } esta semana sin que nadie se lo pidiera? ¿Qué muestra eso de su manera de ser?
thanks-hint-2 = ¿Cuándo te hizo { $name } algo más fácil hace poco? ¿De qué se había dado cuenta?
thanks-hint-3 = ¿Qué pequeña costumbre de { $name } extrañarías? ¿Qué dice de su manera de ser?
thanks-hint-4 = ¿Cuándo te escuchó { $name } justo en el momento en que hacía falta? ¿Cómo te mostró eso lo que le importas?
thanks-hint-5 = ¿En qué sigue { $name } últimamente, aunque le cueste? ¿Qué fuerza viste ahí?
thanks-hint-6 = ¿Cuándo te hizo reír { $name }? ¿Qué tiene que no tiene nadie más?
thanks-hint-7 = ¿Qué hizo { $name } por alguien más que te hizo pensar “qué suerte estar a su lado”? ¿Qué es lo que le importa?
thanks-hint-8 = ¿De qué se ocupa { $name } sin que casi nadie lo vea? ¿Qué te dice eso de su forma de querer?
thanks-hint-9 = ¿Qué aprendiste de { $name }? ¿Cómo te lo mostró?
thanks-hint-10 = ¿Cuándo dejó pasar algo { $name }, o dio el primer paso después de una pelea? ¿Qué crees que le costó?
thanks-hint-11 = ¿Cuándo te alegraste hace poco de que estuviera { $name }? ¿Qué hizo, y qué muestra eso de su manera de ser?
thanks-hint-12 = ¿A qué renunció { $name } por ti, o qué dejó para después? ¿Qué te dijo eso de lo que le importa?
thanks-nudge =
    Un pequeño aviso, por si ayuda.

    { $hint }

    Basta una frase. _En /settings eliges qué avisos te llegan._

thanks-show =
    Para { $name }:

    “{ $words }”
thanks-kept = Guardado para tu pareja.
thanks-sent-already = Eso ya se envió, así que queda como estaba.
thanks-left = No lo envié. Ahora está en tu /journal, que solo te muestro a ti.
thanks-enough-today = Hoy ya enviaste { $count }, y ese es el límite por día. No se pierde nada: toca *Enviar* otra vez mañana.
thanks-nobody = Ahora no tienes aquí una conexión con tu pareja, así que no hay a quién enviarle un agradecimiento. Hacer una invitación lleva un minuto, y el frasco es tuyo en cualquier caso.
thanks-arrived =
    Un agradecimiento para ti.

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
    Ya no está en tu frasco, y *Uno al azar* no te lo vuelve a traer. { $name } no se entera, y todavía lo tiene.

    /export todavía lo trae, y lo dice. Si te llegó en un mensaje, ese se queda en este chat hasta que lo borres.
thanks-draw-none = En el frasco todavía no hay nada de { $name }. Lo que tú diste también está ahí, y quizá uno tuyo sea el comienzo.
thanks-draw-none-alone = Nadie puso todavía nada para ti en el frasco. Lo que tú diste también está ahí.
thanks-jar-empty = El frasco está vacío por ahora. Guarda cada agradecimiento que envías o recibes.

thanks-button-write = Escribir uno
thanks-button-help = Ayúdame con las palabras
thanks-button-other = Otra pregunta
thanks-button-draw = Uno al azar
thanks-button-out = Sacarlo de mi frasco
thanks-button-out-undo = Deshacer
thanks-button-jar = Mirar en el frasco
thanks-button-send = Enviar
thanks-button-change = Cambiar
thanks-button-later = Ahora no
thanks-button-delete = Borrarlo
thanks-button-newer = ◀ Más nuevos
thanks-button-older = Más antiguos ▶
thanks-button-invite = Invitar a tu pareja
