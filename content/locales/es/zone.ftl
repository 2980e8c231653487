# Qué hora marca el reloj de alguien: se pregunta cuando hace falta y se cambia en /settings.

zone-ask =
    ¿En qué ciudad estás?

    Escribe su nombre o comparte tu ubicación. Solo guardo la zona horaria, y tu pareja no la ve.
zone-clocks =
    ¿Qué hora marca tu reloj?

    Toca la más cercana, o escribe el nombre de tu ciudad o de tu país.
zone-type = Escribe lo que marca tu reloj, como { $morning }, o el nombre de tu ciudad o de tu país.
zone-where =
    ¿Cuál de estos lugares tiene tu hora?

    Si hay uno mejor, escribe el nombre de una ciudad cercana.
zone-found = Toca el lugar que tiene tu hora, o escribe otro nombre.
zone-unknown =
    No reconocí ningún lugar ahí.

    Prueba con una ciudad más grande que quede cerca, con tu país o con lo que marca tu reloj, como { $morning }.
zone-nowhere = No encuentro ningún lugar donde sea esa hora. Mira otra vez, o escribe el nombre de tu ciudad.
zone-kept = Anotado: { $place }, donde el reloj marca { $time }. Puedes cambiarlo en /settings.

zone-button-clocks = Mejor por mi reloj
zone-button-time = { $time }
zone-button-place = { $place } · { $time }
zone-button-other = Otra hora
