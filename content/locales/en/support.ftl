# /support: where help is found. The same words for everybody, whatever they wrote elsewhere.

command-support = Help from people, by country
command-support-words = A country
help-support = help from people, by country

support-page =
    {"*"}Help from people*

    If somebody is in danger right now, call your local emergency number first.

    This page is the same for everybody. Nobody is told that you opened it, and I keep no note of it. It stays in this chat until you remove it. If you typed /support on Telegram, I’ve taken that line out already; on Discord the command leaves none, and one that you wrote there as a message you delete yourself.

    Somebody may be looking at this phone, or be logged in to your account on another device and read along: if that could be, use a device that is yours alone. You see where you’re logged in under Settings, Devices, in Telegram and in Discord.

    There are people for when you are afraid, for when you cannot bear it any more, and for when the two of you want counselling. Choose a country, or write one behind the command: /support Ireland
support-countries = In which country? If yours is not among these, write it behind the command, or take a directory that works in any country.
support-which = Which of these do you mean?
support-unknown = I do not know a country by that name. Choose one from the list, or take a directory that works in any country.
support-none =
    {"*"}{ $country }*

    If somebody is in danger right now, call your local emergency number first.

    I have no service of this country that was seen on a page good enough to send you to. The directories for any country list services there.
support-country =
    {"*"}{ $country }*

    If somebody is in danger right now, call your local emergency number first.
support-anywhere =
    {"*"}In any country*

    If somebody is in danger right now, call your local emergency number first. These pages lead on to services country by country.
support-entry = *{ $name }* · for { $whom }
support-phone =
    { $hours ->
        [always] ☎ { $phone } ({ $country }), day and night
       *[some] ☎ { $phone } ({ $country })
    }
support-address =
    { $chat ->
        [yes] { $url }, with a chat
       *[no] { $url }
    }
support-languages = Languages: { $languages }
support-seen =
    { $seen ->
        [own] _Seen on their own site on { $day } ({ $source }); please check._
        [authority] _Seen on an official page on { $day } ({ $source }); please check._
        [checked] _Checked on their own site on { $day }._
       *[elsewhere] _Named by others ({ $source }, seen on { $day }), not seen on their own site; please check._
    }

support-button-people = Help from people
support-button-choose = Choose a country
support-button-anywhere = Directories for any country
support-button-country = { $country }
support-button-back = Back
