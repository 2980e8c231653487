# Lo que se lee del bot antes de escribirle.

# Un chat vacío con el bot (Telegram, 512 caracteres), y su página en Discord (400).
introduction-description =
    Para ustedes dos, del mismo lado.

    Cada semana, una cosa pequeña para hacer en pareja. Cada quien responde por su cuenta, y nadie ve la respuesta de la otra persona hasta que ambas la comparten. Además, un diario propio, recordatorios, metas y agradecimientos.

    Sin puntos ni rachas, y puedes irte o borrar todo cuando quieras. Mira con calma: nadie se entera.
# El perfil del bot y donde se comparte (Telegram, 120 caracteres).
introduction-short = Una cosa pequeña por semana para ustedes dos. Las respuestas quedan ocultas hasta que ambas se comparten.
