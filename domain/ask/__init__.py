"""Questions of one's own: asked, answered by both unseen, and revealed."""
