# La página que /export pone en el archivo, para leer y para el papel.

privacy-page-title = { $name }: Same Side, { $day }
privacy-page-about = Todo lo tuyo, y lo que tu pareja te mostró. Lo que no te mostró no está aquí.

# Sus partes; la que no tiene nada no aparece.

privacy-page-you = Sobre ti
privacy-page-journal = Tu diario
privacy-page-unsorted = Sin ordenar todavía
privacy-page-weeks = Tus semanas
privacy-page-thanks = Agradecimientos
privacy-page-goals = Metas
privacy-page-reminders = Recordatorios
privacy-page-repairs = Después de una pelea
privacy-page-likings = Qué te parecieron los retos
privacy-page-settings = Tus ajustes

privacy-page-name =
    { $platform ->
        [telegram] Aquí eres { $name }, en Telegram, desde el { $day }.
       *[discord] Aquí eres { $name }, en Discord, desde el { $day }.
    }
privacy-page-takes-up = Retomar lo que ustedes dos tenían antes: dijiste que { $state ->
        [yes] sí
       *[no] no
    }
privacy-page-linked = Tienes aquí una conexión con { $name }.
privacy-page-unlinked = Ahora no tienes aquí una conexión con tu pareja.
privacy-page-place = Tu reloj: { $place }
privacy-page-consent =
    { $state ->
        [yes] El { $day } dijiste que sí a que guarde lo que escribes.
        [no] El { $day } dijiste que no a que guarde lo que escribes. Lo que hay aquí se guardó antes.
       *[open] Todavía no dijiste si puedo guardar lo que escribes.
    }
privacy-page-reached =
    { $state ->
        [yes] Mis mensajes te llegan.
       *[no] Mis mensajes no te llegan: el chat está bloqueado o cerrado para mí.
    }

privacy-page-me = Tú
privacy-page-with = Con { $name }
privacy-page-by-yourself = Por tu cuenta
privacy-page-to-title = A “{ $title }”
privacy-page-week = { $day } · { $title }
privacy-page-answer =
    { $kind ->
        [other] Tú, a “{ $title }”{ $state ->
            [read] {""}
            [shared] , para mostrar cuando compartan ustedes dos
            [private] , solo para ti
           *[draft] , sin compartir
        }
       *[same] { $state ->
            [read] Tú
            [shared] Tú, para mostrar cuando compartan ustedes dos
            [private] Tú, solo para ti
           *[draft] Tú, sin compartir
        }
    }
privacy-page-given = Para { $name }
privacy-page-got = De { $name }

privacy-page-put-away = Lo sacaste de tu frasco.
privacy-page-hides = Ocultaste lo que tenías con { $name }. Aquí está de todos modos.

privacy-page-goal =
    { $state ->
        [draft] Un borrador: solo tú puedes verlo.
        [proposed] Propuesta: empieza cuando ustedes dos digan que sí.
        [open] Un cambio propuesto: empieza cuando ustedes dos digan que sí.
        [parked] Apartada por un tiempo.
        [done] La lograron en pareja.
       *[active] Ustedes dos dijeron que sí.
    }
privacy-page-weekly = Quieres que te pregunte por ella una vez por semana.
privacy-page-check-in = Cómo les fue en la semana que empezó el { $day }:

privacy-page-reminder =
    { $state ->
        [draft] Un borrador: nada llega hasta que lo confirmes.
        [asked] Espera tu sí.
        [on] Te llega.
        [muted] Lo tienes en silencio.
        [off] No te llega, como elegiste.
        [past] Su momento ya pasó.
        [ended] Es de otra época, y ya no llega.
       *[passed] Va para tu pareja, si quiere recibirlo.
    }

privacy-page-side =
    { $part ->
        [fair] { $who }: lo que diría alguien imparcial
        [felt] { $who }: el sentimiento
        [need] { $who }: la necesidad
       *[wish] { $who }: el pedido
    }
privacy-page-trial = Algo pequeño que probar
privacy-page-proposed-by-me = Algo pequeño que propones probar
privacy-page-proposed-by = Algo pequeño que propone probar { $name }
privacy-page-own-trial = Algo pequeño que querías probar tú

privacy-page-liking =
    { $liking ->
        [loved] “{ $title }” te encantó.
        [fine] “{ $title }” estuvo bien.
       *[not] “{ $title }” no era para ustedes dos.
    }
