# Cuánta certeza puede dar un estudio, en palabras sencillas; se ve al tocar *¿Por qué?*.

why-grade-rct = Un ensayo con sorteo: el azar decidió quién lo probaba y quién no
why-grade-meta = Muchos estudios sumados
why-grade-lab = Experimentos de laboratorio
why-grade-exp = Experimentos fuera del laboratorio: por internet, por carta o en la vida diaria
why-grade-mixed = Estudios de varios tipos en un mismo trabajo
why-grade-long = Personas seguidas durante un tiempo
why-grade-diary = Diarios escritos día a día
why-grade-obs = Una encuesta o una observación; no puede mostrar qué causa qué
why-grade-theory = Una teoría o un repaso de otros trabajos; no trae cifras nuevas
why-grade-clin = Un consejo que viene de la práctica, no de un estudio
why-grade-lore = Sentido común; no conocemos ningún estudio
