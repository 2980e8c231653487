# Palabras que usan varias funciones.

product = Same Side
