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
unsent-edit = ¿Cómo quieres decirlo? Las palabras de arriba se quedan hasta que escribas otra cosa.

unsent-button-line = Enviar
unsent-button-trial = Proponerlo
unsent-button-question = Preguntar
unsent-button-edit = Editar
unsent-button-discard = Descartar
