# /evenings: un buen rato para ustedes dos.

command-evenings = Encontrar una noche para ustedes dos
command-evenings-words = Tus noches libres: mié vie
help-evenings = tus noches libres de esta semana, y las que coinciden

evenings-ask =
    {"*"}¿Qué noches tienes libres esta semana?*

    Toca tus noches y después *Listo*. { $name } hace lo mismo, y nadie ve lo que tocó su pareja. En ambos teléfonos se ven solo las noches que coinciden.

    _Listo cuenta para toda la semana: no se puede cambiar, para que nadie pruebe una noche tras otra._
evenings-done = Listo por esta semana. Si coincide una noche, se la muestro a ambas partes a una hora en punto, cuando ya tocaron las suyas. Si no, te aviso cuando pasen tus noches.
evenings-both = Tienen libre { $days }. Si quieren, guarden una para ustedes dos.
evenings-none = Esta semana no coincidió ninguna noche. Siempre queda la próxima, y media hora también cuenta.
evenings-over = Esa semana ya pasó, y sus noches se borraron. En /evenings está la semana de ahora.
evenings-alone = Esto se hace en pareja: se tocan las noches libres por separado, y se muestran las que coinciden. Hacer una invitación lleva un minuto.
evenings-asked = Le avisé a { $name } como prefiere saber de ti. Puede ser ahora mismo, con la tarjeta semanal o de ninguna manera.
evenings-preview = Algo sobre tu semana.
evenings-asks-you = A { $name } le gustaría encontrar una noche para ustedes dos esta semana. Toca cuándo tienes libre: lo que tocas es solo tuyo, y ambas partes leen solo lo que coincide. No tienes que hacerlo, y nadie se entera de lo que hagas.
evenings-reminder = Nuestra noche

evenings-button-day = { $mark ->
    [on] ✓ { $day }
   *[off] { $day }
  }
evenings-button-done = Listo
evenings-button-ask = Avisarle a { $name }
evenings-button-open = Tocar mis noches
evenings-button-remind = Hacer un recordatorio: { $day }
evenings-button-invite = Invitar a tu pareja

privacy-see-partner-evenings = las noches de esta semana que tienen libres ustedes dos, cuando ya tocaron las suyas
privacy-see-alone-evenings = las noches libres que tocaste, hasta que ambas partes tocaron las suyas; después se borran
privacy-page-evenings = Noches libres
privacy-page-evenings-week = La semana del { $day }
privacy-page-evenings-tapped = Tocaste: { $days }
privacy-page-evenings-both = Libres para ustedes dos: { $days }
privacy-page-evenings-done = { $state ->
    [yes] Ya terminaste con esta semana.
   *[no] Todavía no terminas.
  }
