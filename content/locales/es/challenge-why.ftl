# Cuánta certeza puede dar un estudio, en palabras sencillas; se ve al tocar *¿Por qué?*.

why-grade-rct = Un ensayo con sorteo: el azar decidió quién lo probaba y quién no
why-grade-meta = Muchos estudios sumados
why-grade-lab = Experimentos de laboratorio
why-grade-long = Personas seguidas durante un tiempo
why-grade-diary = Diarios escritos día a día
why-grade-obs = Una encuesta o una observación en un solo momento
why-grade-theory = Una teoría o un repaso de otros trabajos; no trae cifras nuevas
why-grade-clin = Un consejo que viene de la práctica, no de un estudio
why-grade-lore = Sentido común; no conocemos ningún estudio
