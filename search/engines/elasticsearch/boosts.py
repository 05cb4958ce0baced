"""How much each way of saying a word is worth. Tuning happens here and nowhere else."""

from typing import Final

# The tiers of names. Each towers over the sum of all below it: a word is worth less than 14 (the rarest of a
# million) times 3, a question has at most twelve. The server adds in 32 bits, so much more would lose the rest.
WHOLE_NAME: Final = 8000.0
START_OF_NAME: Final = 4000.0
ALL_IN_NAMES: Final = 2000.0
SOME_IN_NAMES: Final = 1000.0

# A word as it was typed, by where it stands.
NAME: Final = 3.0
BYLINE: Final = 2.0
KEYWORD: Final = 2.0
ANYWHERE: Final = 1.0

# A word in any of its forms.
LEAD: Final = 2.0
TEXT: Final = 1.0
LABEL: Final = 1.8
COMPOUND: Final = 0.7
OWN_LANGUAGE: Final = 1.3

# These do not depend on how rare the word is.
START_IN_NAMES: Final = 3.0
START_ANYWHERE: Final = 0.5
SOUND: Final = 1.5

# What the further ways of saying the same word add to the best one.
FURTHER: Final = 0.1
OTHER_WORDING: Final = 0.7
# What was meant, perhaps: less than the start of the word that was typed, and half of it for two errors.
MISTYPED_NAME: Final = 0.3
MISTYPED: Final = 0.2
