# Palabras para la pareja, tal como le llegarían, antes de que le lleguen.

unsent-line =
    Esto le llega a { $name }:

    “{ $words }”
unsent-trial =
    Esto le llega a { $name }, como propuesta tuya:

    “{ $words }”

    Solo vale cuando ustedes dos hayan dicho que sí.
unsent-edit = ¿Cómo quieres decirlo? Mientras no escribas otra cosa, se quedan las palabras de arriba.

unsent-button-line = Enviar
unsent-button-trial = Proponerlo
unsent-button-edit = Editar
unsent-button-discard = Descartar
