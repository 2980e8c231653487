# Lo que dice el menú de cada comando; como mucho 100 caracteres.

command-start = Empezar, o volver a donde estabas
command-pair = Invitar a tu pareja, o usar su código
command-challenge = El reto de esta semana para ustedes dos
command-history = Mirar las semanas anteriores
command-reflect = Escribir algo, solo para ti
command-journal = Leer tu propio diario
command-thanks = Dejarle a tu pareja una frase amable
command-goals = Lo que quieren hacer en pareja, paso a paso
command-remind = Un recordatorio para ti, para tu pareja o para ustedes dos
command-reminders = Tus recordatorios: los que vienen y los que se pasaron
command-repair = Después de una pelea: un camino de vuelta, con calma
command-support = Gente que ayuda, por país
command-settings = Tu nombre, tu idioma, tu zona horaria, tu día y tu hora
command-pause = Un poco de silencio, el tiempo que quieras
command-unpair = Quitar el vínculo con tu pareja
command-whatcansee = Quién puede ver qué: tu pareja, quien lleva el bot, nadie
command-export = Llevarte todo lo tuyo en un archivo
command-forget = Borrar todo lo tuyo de aquí
command-help = Todo lo que sé hacer, en una página
command-cancel = Olvidar lo que acabo de preguntarte

# Lo que se puede escribir detrás de un comando, donde la aplicación tiene un campo para eso.

option-words = palabras
command-pair-words = El código que te dio tu pareja
command-reflect-words = Lo que quieres guardar
command-thanks-words = La frase amable
command-goals-words = Lo que podrían querer en pareja
command-remind-words = Algo como “para los dos: cena el viernes a las 19:00”
command-support-words = Un país
