# Palabras para la pareja, tal como le llegarían, antes de que le lleguen.

unsent-line =
    Esto le llega a { $name }:

    “{ $words }”
unsent-trial =
    Esto le llega a { $name }, como propuesta tuya:

    “{ $words }”

    Empieza solo cuando ustedes dos digan que sí.
unsent-question =
    Esta pregunta es para ustedes dos:

    “{ $words }”

    { $name } podrá verla, y tú también la respondes. Nadie ve una respuesta antes de que compartan ustedes dos.
unsent-wish =
    { $name } verá esto entre los demás y puede adivinar que es tuyo:

    “{ $words }”

    Agregarlo cuenta como un sí tuyo. Si no dice que sí, no te enterarás.
unsent-memory =
    Esto se guarda para ustedes dos, y { $name } lo lee cuando hayan escrito una línea ustedes dos:

    “{ $words }”
unsent-edit = ¿Cómo quieres decirlo? Las palabras de arriba se quedan hasta que escribas otra cosa.

unsent-button-line = Enviar
unsent-button-trial = Proponerlo
unsent-button-question = Preguntar
unsent-button-wish = Agregarlo, de acuerdo
unsent-button-memory = Guardarlo
unsent-button-edit = Editar
unsent-button-discard = Descartar
