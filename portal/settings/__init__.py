"""Settings: `base` is what a real site runs; `dev` and `test` only add to it."""
