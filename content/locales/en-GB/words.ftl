# What is worded or spelled in another way in the United Kingdom; the rest is in locales/en.

settings-language = English (UK)
why-grade-rct = A randomised trial: chance decided who tried it and who didn’t
