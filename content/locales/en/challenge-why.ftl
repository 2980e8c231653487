# How sure a study can make us, in plain words; shown behind *Why?*.

why-grade-rct = A randomised trial: chance decided who tried it and who did not
why-grade-meta = Many studies added up
why-grade-lab = Lab experiments
why-grade-long = People followed over time
why-grade-diary = Daily diaries
why-grade-obs = A survey or observation at one point in time
why-grade-theory = A theory or a review; it brings no new figures
why-grade-clin = Advice from practice, not a study
why-grade-lore = Common sense; no study that we know of
