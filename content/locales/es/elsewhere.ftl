# Se ve en Discord donde se usó un comando, cuando la respuesta va a los mensajes directos.

elsewhere-written = Te escribí en nuestros mensajes directos, que nadie más ve aquí.
elsewhere-closed =
    No puedo escribirte: tus mensajes directos están cerrados para mí. No se perdió nada.

    Ábrelos en los ajustes de Discord, en privacidad, o desbloquéame en mi perfil. Después usa cualquier comando y seguimos desde ahí.
