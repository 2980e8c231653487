"""The rules of a week's free evenings: taps apart, and only what both tapped is shown."""
