# /support: dónde hay ayuda. Las mismas palabras para todo el mundo, escriba lo que escriba en otra parte.

command-support = Gente que ayuda, por país
command-support-words = Un país
help-support = ayuda de personas, por país

support-page =
    {"*"}Ayuda de personas*

    Si alguien corre peligro ahora mismo, llama primero al número de emergencias de donde estás.

    Esta página es igual para todo el mundo. Nadie se entera de que la has abierto, y yo no lo anoto. Se queda en este chat hasta que la quites. Si escribiste /support en Telegram, ya he quitado esa línea; en Discord el comando no deja ninguna, y la que hayas escrito allí como mensaje la borras tú.

    Puede que alguien mire este teléfono, o que tenga tu cuenta abierta en otro aparato y lo lea todo: si podría ser, usa un aparato que sea solo tuyo. Dónde está abierta tu cuenta lo ves en Ajustes, Dispositivos, en Telegram y en Discord.

    Hay personas para cuando tienes miedo, para cuando no puedes más y para cuando quieren hacer terapia de pareja. Elige un país, o escríbelo detrás del comando: /support México
support-countries = ¿En qué país? Si el tuyo no está aquí, escríbelo detrás del comando, o usa un directorio que sirve en cualquier país.
support-which = ¿Cuál de estos es?
support-unknown = No conozco ningún país con ese nombre. Elige uno de la lista, o usa un directorio que sirve en cualquier país.
support-none =
    {"*"}{ $country }*

    Si alguien corre peligro ahora mismo, llama primero al número de emergencias de donde estás.

    De este país no tengo ningún servicio visto en una página tan fiable como para enviarte a ella. Los directorios para cualquier país incluyen servicios de ahí.
support-country =
    {"*"}{ $country }*

    Si alguien corre peligro ahora mismo, llama primero al número de emergencias de donde estás.
support-anywhere =
    {"*"}En cualquier país*

    Si alguien corre peligro ahora mismo, llama primero al número de emergencias de donde estás. Estas páginas llevan a los servicios de cada país.
support-entry = *{ $name }* · para { $whom }
support-phone =
    { $hours ->
        [always] ☎ { $phone } ({ $country }), día y noche
       *[some] ☎ { $phone } ({ $country })
    }
support-address =
    { $chat ->
        [yes] { $url }, con chat
       *[no] { $url }
    }
support-languages = Idiomas: { $languages }
support-seen =
    { $seen ->
        [own] _Visto en su propia página el { $day } ({ $source }); compruébalo, por favor._
        [authority] _Visto en una página oficial el { $day } ({ $source }); compruébalo, por favor._
        [checked] _Comprobado en su propia página el { $day }._
       *[elsewhere] _Lo nombran otras páginas ({ $source }, visto el { $day }), no lo hemos visto en la suya; compruébalo, por favor._
    }

support-button-people = Ayuda de personas
support-button-choose = Elegir un país
support-button-anywhere = Directorios para cualquier país
support-button-country = { $country }
support-button-back = Volver
