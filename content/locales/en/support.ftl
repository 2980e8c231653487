# /support: where help is found. A page opens with a line that gives nothing away, then the number to call at once.

command-support = Help from people, by country
command-support-words = A country
help-support = help from people, by country

support-preview = Here’s what you asked for.

support-page = {"*"}Help from people*
support-country = {"*"}{ $country }*
support-anywhere = {"*"}In any country*
support-unknown = I don’t know a country by that name. These pages lead to help in almost any country.

support-emergency =
    { $reaches ->
        [police] In danger right now? Call the police: *{ $number }*
       *[everything] In danger right now? Call *{ $number }*
    }
support-emergency-unknown = In danger right now? Call the emergency number of the country you’re in.

support-choose = Whether you’re scared, can’t bear it any more or need help as a couple: there are people for that. Choose your country, or write it after the command: /support Ireland
support-private =
    Nobody is told that you opened this, and I keep no note of it. It stays in this chat until you remove it. If you typed /support on Telegram, I’ve taken that line out already; on Discord the command leaves none, and one that you typed there as a message is yours to delete.

    Could somebody be looking at this phone, or be logged in to your account on another device and reading along? Then use one that’s yours alone. Settings, Devices shows where you’re logged in, in Telegram and in Discord.

support-section = {"*"}{ $heading }*
support-heading-abuse = Violence and fear
support-heading-crisis = Crisis
support-heading-relationship = Couples
support-heading-therapist = More

support-entry = *{ $name }* · { $about }
support-phone =
    { $hours ->
        [always] ☎ { $phone }, day and night
       *[some] ☎ { $phone }
    }
support-sms =
    { $word ->
        [none] Text: { $number }
       *[word] Text the word { $word } to { $number }
    }
support-whatsapp = WhatsApp: { $number }
support-address =
    { $chat ->
        [yes] { $url }, with a chat
       *[no] { $url }
    }
support-by-name = Search for this name.
support-languages = Languages: { $languages }
support-method = _A service’s number is here only if an official page or its own shows it. Otherwise you get its address, or just its name. I last looked on { $day }; nobody has called to check, so if one fails, try the next._

support-countries = Which country? If yours isn’t here, write it after the command, or take a directory for any country.
support-which = Which of these do you mean?

support-button-people = Help from people
support-button-choose = Choose a country
support-button-anywhere = Directories for any country
support-button-all = All countries
support-button-country = { $country }
support-button-back = Back
