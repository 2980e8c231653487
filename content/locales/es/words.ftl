# Palabras que la gente escribe en vez de un comando o un botón, separadas por comas.

words-command-start = empezar, inicio, hola, buenas, buenos días, buenas tardes, buenas noches, menú, quién eres, qué eres, qué es esto, y ahora qué, ahora qué, qué sigue
words-command-help = ayuda, ayúdame, ayuda por favor, qué sabes hacer, qué puedes hacer, qué haces, cómo funciona, cómo funciona esto
words-command-cancel = cancelar, cancela, cancélalo, déjalo, olvídalo
words-command-pair = conectar, vincular, invitar, invitación, invitar a mi pareja, agregar a mi pareja, añadir a mi pareja
words-command-unpair = desconectar, desvincular, desvincularme
words-command-challenge = reto, el reto, esta semana, el reto de esta semana
words-command-history = historial, historia
words-command-reflect = escribir, reflexionar
words-command-journal = diario, mi diario
words-command-ask = preguntar, hacer una pregunta
words-command-thanks = gracias, dar las gracias
words-command-goals = metas, nuestras metas, objetivos
words-command-remind = recordar, recordatorio, nuevo recordatorio
words-command-reminders = recordatorios, mis recordatorios
words-command-repair = reparar, discutimos, nos peleamos
words-command-support = apoyo
words-command-settings = ajustes, mis ajustes, configuración
words-command-pause = pausa
words-command-whatcansee = quién ve qué, quién puede ver qué
words-command-export = exportar
words-command-forget = olvidar, olvídame, bórralo todo
words-yes = sí, claro, sí claro, vale, ok, de acuerdo
words-no = no, no gracias
words-put-off = saltar, sáltalo, saltarlo, omitir, después, más tarde, luego, ahora no, cancelar
words-nod = ok, okay, vale, jaja, jajaja, jeje, muy bien, entendido, de acuerdo, 👍, 👌, 😂, 🤣, 😅, 😊, 🙂, 😄
words-thanks = gracias, muchas gracias, mil gracias, te agradezco, quiero darte las gracias
