"""How much it counts where a word is said, and what comes before what. The only place with such numbers.

Words found as they are count by how rare they are (BM25, about 1 to 12 for one word, 30 at the very most),
times the number here. What is found by its start, by its sound or with a typing error counts by a fixed
number. The sum of twelve words stays below one `TIER`, so that no amount of words outweighs a name; and the
sum of all tiers is small enough to be exact to a hundredth in the 32 bits that the library counts with.
"""

NAME = 3.0
KEYWORD = 2.0
BYLINE = 2.0
LABEL = 1.8
LEAD = 2.0
TEXT = 1.0
WORD = 1.0
PARTS = 0.7
# The reader's own language, against the others.
OWN_LANGUAGE = 1.3
# The parts of a compound, or a synonym, say less than the word that was typed.
OTHER_WORDING = 0.7
# How much the other places of a word add to its best.
ALSO = 0.1

NAME_PREFIX = 3.0
NAME_SOUND = 1.5
WORD_PREFIX = 0.5
NAME_TYPO = 0.3
WORD_TYPO = 0.2

# One number for each answer to "is it what it is called?"; the highest counts.
TIER = 2048.0
FULL_NAME = 4 * TIER
START_OF_NAME = 3 * TIER
ALL_IN_NAMES = 2 * TIER
SOME_IN_NAMES = 1 * TIER
# Added where what nearly says it will do: to what says all words as they were typed, and to what says words
# near to all of them. Above what has some of them in its name.
AS_TYPED = 8 * TIER
ALL_NEARLY = 1.5 * TIER
