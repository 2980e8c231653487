# Palabras que usan varias funciones.

product = Same Side
# Somebody whose name shows nothing.
unnamed = tu pareja

moment = { $day }, { $time }

# Debajo de un no: lo que se escribió en un formulario, que no queda en el chat.
your-words =
    Esto es lo que escribiste:

    { $words }

# Bajo un formulario que llegó sin palabras ni archivos.
your-words-empty = Llegó vacío, así que no guardé nada. Toca el botón otra vez o escríbelo aquí.

# El nombre del campo para lo que se puede escribir detrás de un comando (Discord), una palabra en minúscula.
# `command-<nombre>` describe cada comando en el menú, y `command-<nombre>-words` su campo, en 100 caracteres.
option-words = palabras
