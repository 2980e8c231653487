# /support: dónde hay ayuda. Cada página abre con una línea que no delata nada; después va el número para llamar ya.

command-support = Gente que ayuda, por país
command-support-words = Un país
help-support = gente que ayuda, por país

support-preview = Aquí está lo que pediste.

support-page = {"*"}Gente que ayuda*
support-country = {"*"}{ $country }*
support-anywhere = {"*"}En cualquier país*
support-unknown = No conozco ningún país con ese nombre. Estas páginas llevan a la ayuda de casi cualquier país.

support-emergency =
    { $reaches ->
        [police] ¿Estás en peligro ahora mismo? Llama a la policía: *{ $number }*
       *[everything] ¿Estás en peligro ahora mismo? Llama al *{ $number }*
    }
support-emergency-unknown = ¿Estás en peligro ahora mismo? Llama al número de emergencias del país donde estás.

support-choose = Si tienes miedo, si ya no puedes más o si necesitan ayuda como pareja, hay gente para eso. Elige tu país o escríbelo después del comando: /support México
support-private =
    Nadie se entera de que abriste esto, y yo no lo anoto. Se queda en este chat hasta que lo quites. Si escribiste /support en Telegram, ya quité esa línea; en Discord el comando no deja ninguna, y la que escribiste allí como mensaje la borras tú.

    ¿Puede que alguien mire este teléfono, o que tenga tu cuenta abierta en otro aparato y lo lea todo? Entonces usa uno que sea solo tuyo. En Ajustes, Dispositivos, ves dónde está abierta tu cuenta, en Telegram y en Discord.

support-section = {"*"}{ $heading }*
support-heading-abuse = Violencia y miedo
support-heading-crisis = Crisis
support-heading-relationship = Parejas
support-heading-therapist = Más

support-entry = *{ $name }* · { $about }
support-phone =
    { $hours ->
        [always] ☎ { $phone }, día y noche
       *[some] ☎ { $phone }
    }
support-sms =
    { $word ->
        [none] SMS: { $number }
       *[word] Envía la palabra { $word } por SMS al { $number }
    }
support-whatsapp = WhatsApp: { $number }
support-address =
    { $chat ->
        [yes] { $url }, con chat
       *[no] { $url }
    }
support-by-name = Busca este nombre.
support-languages = Idiomas: { $languages }
support-method = _El número de un servicio está aquí solo si lo muestra una página oficial o la suya. Si no, tienes su dirección o solo su nombre. Lo revisé por última vez el { $day }; nadie llamó para comprobarlo, así que si uno falla, prueba el siguiente._

support-countries = ¿Qué país? Si el tuyo no está aquí, escríbelo después del comando o usa un directorio para cualquier país.
support-which = ¿Cuál de estos es?

support-button-people = Gente que ayuda
support-button-choose = Elegir un país
support-button-anywhere = Directorios para cualquier país
support-button-all = Todos los países
support-button-country = { $country }
support-button-back = Volver
