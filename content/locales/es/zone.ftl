# Qué hora marca el reloj de alguien: se pregunta en /start y se cambia en /settings.

zone-guess =
    ¿Tu reloj marca más o menos { $time }, como en { $place }?

    Si no, toca No o escribe el nombre de tu ciudad.
zone-ask =
    ¿Qué hora marca tu reloj?

    Toca la más cercana, o escribe el nombre de tu ciudad o de tu país.
zone-type = Entonces escribe lo que marca tu reloj, como { $morning }, o el nombre de tu ciudad o de tu país.
zone-where =
    ¿Cuál de estos lugares tiene tu hora?

    Si hay uno mejor, escribe el nombre de una ciudad cercana.
zone-found = Toca el lugar que tiene tu hora, o escribe otro nombre.
zone-unknown =
    No encontré ningún lugar en eso.

    Sirve una ciudad más grande que quede cerca, tu país, o lo que marca tu reloj, como { $morning }.
zone-nowhere = No sé de ningún lugar donde los relojes marquen eso ahora mismo. Mira otra vez, o escribe el nombre de tu ciudad.
zone-kept = Anotado: { $place }, donde el reloj marca { $time }; puedes cambiarlo en /settings.

zone-button-yes = Sí
zone-button-no = No
zone-button-time = { $time }
zone-button-place = { $place } · { $time }
zone-button-other = Otra hora
