# Where somebody's clock is: asked at /start, changed in /settings.

zone-guess =
    Is it about { $time } where you are, as in { $place }?

    If it is not, tap No, or write the name of your city.
zone-ask =
    What does your clock show?

    Tap the nearest time, or write the name of your city or country.
zone-type = Then write what your clock shows, such as { $morning }, or the name of your city or country.
zone-where =
    Which of these has your time?

    If there is a better one, write the name of a city near you.
zone-found = Tap the place that has your time, or write another name.
zone-unknown =
    I couldn’t find a place in that.

    A larger city nearby will do, or your country, or what your clock shows, such as { $morning }.
zone-nowhere = I know of no place where clocks show that just now. Look once more, or write the name of your city.
zone-kept = Noted: { $place }, where it is { $time } now. You can change that in /settings.

zone-button-yes = Yes
zone-button-no = No
zone-button-time = { $time }
zone-button-place = { $place } · { $time }
zone-button-other = Another time
