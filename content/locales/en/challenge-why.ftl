# How sure a study can make us, in plain words; shown behind *Why?*.

why-grade-rct = A randomized trial: chance decided who tried it and who didn’t
why-grade-meta = Many studies added up
why-grade-lab = Lab experiments
why-grade-exp = Experiments outside a lab: online, by letter or in daily life
why-grade-mixed = Several kinds of studies in one paper
why-grade-long = People followed over time
why-grade-diary = Daily diaries
why-grade-obs = A survey or observation; it can’t show what causes what
why-grade-theory = A theory or a review; it brings no new figures
why-grade-clin = Advice from practice, not a study
why-grade-lore = Common sense; no study that we know of
