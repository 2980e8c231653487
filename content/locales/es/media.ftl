# Notas de voz, fotos y videos: sus nombres en un mensaje, y por qué uno no se puede guardar.

media-photo = 📷 Foto
media-photo-numbered = 📷 Foto { $number }
media-voice = 🎤 Nota de voz
media-voice-numbered = 🎤 Nota de voz { $number }
media-video = 🎬 Video
media-video-numbered = 🎬 Video { $number }

media-form-files = Fotos, notas de voz o videos

media-refused-kind = Puedo guardar fotos, notas de voz y videos cortos, pero no este tipo de archivo. También me lo puedes contar con palabras.
media-refused-too-big = Es demasiado grande para mí: una foto, una nota de voz o un video puede tener hasta 10 MB. Envíalo más liviano o cuéntamelo con palabras.
media-refused-too-long = Es demasiado largo para mí: acepto notas de voz de hasta 30 minutos y videos de hasta 10. Envíalo por partes o cuéntame lo esencial con palabras.
media-refused-empty = Eso llegó vacío. Envíalo otra vez, por favor.
media-refused-broken = No pude abrir ese archivo, así que no lo guardé. Envíalo otra vez, por favor, o cuéntamelo con palabras.
media-refused-full = Ya no queda lugar para más fotos y notas de voz tuyas. Puedes borrar algunas en /journal, o antes llevarte todo con /export. Las palabras siempre caben.
media-refused-gone = No pude recibir ese archivo: ya no está. Envíalo otra vez, por favor.
media-refused-late = Intenté durante una hora recibir el archivo que enviaste y no pude. No guardé nada de él. Envíalo otra vez, por favor.
media-refused-consent = Puedo guardarlo cuando me digas que sí a guardar lo que escribes: /start. Después envíalo otra vez.
media-no-place = Aquí no puedo guardar una foto, una nota de voz o un video, solo palabras. Se queda solo en este chat.
media-words = Tomé tus palabras. El archivo se queda solo en este chat.
media-still-open = Mi pregunta sigue abierta: escribe tu respuesta o envía /cancel.
