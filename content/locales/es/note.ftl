# /note: notas para ti.

command-note = Una nota privada, para antes de un día que importa
command-note-words = Lo que quieres recordar
help-note = una nota solo para ti, como “le gustó la bufanda azul”

note-ask = ¿Qué quieres recordar? Algo como “le gustó la bufanda azul”. Solo tú la ves.
note-ask-about = ¿Qué quieres recordar para “{ $words }”? Solo tú la ves. Si quieres un aviso de ese día, tu nota viene con él.
note-change = Escríbela otra vez. Hasta entonces, queda como está.
note-alone =
    Tu nota:

    “{ $words }”

    Solo tú la ves.
note-about =
    Tu nota para “{ $date }”:

    “{ $words }”

    Solo tú la ves. Si quieres un aviso de ese día, tu nota viene con él.
note-which-date = ¿Para qué día es?
note-no-dates = Todavía no tienes días aquí. /dates agrega uno.
note-none = Todavía no tienes notas. Son solo para ti: lo que le gustó, lo que quieres regalar, lo que quieres preguntar.
note-deleted = Listo, ya no está.
note-empty = Ese mensaje estaba vacío. Escribe una o dos palabras, o envía /cancel si no es el momento.
note-too-long = Es demasiado larga para una nota: caben { $longest } caracteres y te sobran { $over }. Tu mensaje sigue arriba para copiarlo. /reflect acepta cualquier largo.
note-enough = Tienes { $most } notas, y no caben más. Borra una para hacer lugar.

note-button-write = Escribir una nota
note-button-all = Todas las notas
note-button-about = Para qué día es
note-button-change = Cambiar la nota
note-button-delete = Borrar la nota
note-button-date = { $words }
note-button-no-date = Para ningún día
note-button-newer = ◀ Más nueva
note-button-older = Más vieja ▶

privacy-page-notes = Tus notas
privacy-page-note-about = Para: { $date }
