# Where somebody's clock is: asked when it is first needed, changed in /settings.

zone-ask =
    Which city are you in?

    Write its name or share your location. I keep only the time zone, and your partner doesn’t see it.
zone-clocks =
    What does your clock show?

    Tap the nearest time, or write the name of your city or country.
zone-type = Write what your clock shows, such as { $morning }, or the name of your city or country.
zone-where =
    Which of these has your time?

    If there’s a better one, write the name of a city near you.
zone-found = Tap the place that has your time, or write another name.
zone-unknown =
    I couldn’t find a place in that.

    Try a larger city nearby, your country, or what your clock shows, such as { $morning }.
zone-nowhere = I can’t find a place where it’s that time. Look once more, or write the name of your city.
zone-kept = Noted: { $place }, where it’s { $time } now. You can change that in /settings.

zone-button-clocks = Go by my clock instead
zone-button-time = { $time }
zone-button-place = { $place } · { $time }
zone-button-other = Another time
