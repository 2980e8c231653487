# Palabras que usan varias funciones.

product = Same Side
# Somebody whose name shows nothing.
unnamed = tu pareja

moment = { $day }, { $time }

# Debajo de un no: lo que se escribió en un formulario, que no queda en el chat.
your-words =
    Esto es lo que escribiste:

    { $words }
