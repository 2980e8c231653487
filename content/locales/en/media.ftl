# Voice notes, photos and videos: their names in a message, and why one cannot be kept.

media-photo = 📷 Photo
media-photo-numbered = 📷 Photo { $number }
media-voice = 🎤 Voice note
media-voice-numbered = 🎤 Voice note { $number }
media-video = 🎬 Video
media-video-numbered = 🎬 Video { $number }

media-form-files = Photos, voice notes or videos

media-refused-kind = I can keep photos, voice notes and short videos, but not this kind of file. You can also tell me in words.
media-refused-too-big = That’s too big for me: a photo, voice note or video can have up to 10 MB. Send it smaller, or tell me in words.
media-refused-too-long = That’s too long for me: I take voice notes of up to 30 minutes and videos of up to 10. Send it in parts, or tell me the heart of it in words.
media-refused-empty = That one came through empty. Please send it once more.
media-refused-broken = I couldn’t open that file, so I haven’t kept it. Please send it once more, or tell me in words.
media-refused-full = There’s no room left here for more photos and voice notes of yours. You can delete some in /journal, or take everything with you first with /export. Words always fit.
media-refused-gone = I couldn’t get that file: it’s not there any more. Please send it once more.
media-refused-late = I tried for an hour and couldn’t get the file you sent. I’ve kept nothing of it. Please send it once more.
media-refused-consent = I can keep that once you’ve said yes to me keeping what you write: /start. Then send it once more.
media-no-place = I can’t keep a photo, voice note or video here, only words. It stays in this chat only.
media-words = I took your words. The file stays in this chat only.
media-still-open = My question is still open: write your answer, or send /cancel.
