# Lo que en España se dice de otra manera; lo demás está en locales/es.

settings-language = Español (España)
goals-ask-note = ¿Quieres añadir una línea? Va junto con tu respuesta.
goals-button-note = Añadir una línea
unsorted-added = Añadido. ¿Qué quieres hacer con esto?
unsorted-button-add = Añadir a mi respuesta
repair-button-wish = Mi petición
settings-button-every =
    { $weeks ->
        [1] Cada semana
        [2] Una semana sí y otra no
       *[other] Cada { $weeks } semanas
    }
remind-button-mode-each = Cada uno marca lo suyo
remind-button-clock-own = Según el reloj de cada uno
