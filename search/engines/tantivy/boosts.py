"""How much it counts where a word is said, and what comes before what. The only place with such numbers.

Words found as they are count by how rare they are (BM25, about 2 to 12 for one word), times the number
here. What is found by its start, by its sound or with a typing error counts by a fixed number. Sums of
all words stay below one `TIER`, so that no amount of words outweighs a name.
"""

NAME = 1.0
KEYWORD = 0.45
BYLINE = 0.4
LEAD = 0.5
PARTS = 0.3
TEXT = 0.25
WORD = 0.2
# The reader's own language, against the others.
OWN_LANGUAGE = 1.25
# A part of a compound says less than the compound.
IN_PARTS = 0.6
# How much the second-best place of a word adds to its best.
ALSO = 0.1

NAME_PREFIX = 4.0
NAME_SOUND = 2.5
WORD_PREFIX = 1.0
NAME_TYPO = 2.0
WORD_TYPO = 0.5

# One number for each answer to "is it what it is called?"; the highest counts.
TIER = 512.0
FULL_NAME = 4 * TIER
START_OF_NAME = 3 * TIER
ALL_IN_NAMES = 2 * TIER
SOME_IN_NAMES = 1 * TIER
# Added to what says all words as they were typed, where typing errors are allowed for.
AS_TYPED = 8 * TIER
