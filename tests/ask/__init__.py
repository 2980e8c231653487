"""Play questions of one's own, which both answer unseen."""
