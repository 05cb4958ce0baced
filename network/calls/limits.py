"""How many calls and answers there may be, so that people can handle them, and how long they are kept."""

from datetime import timedelta

# Whoever looks for ten things at once looks for none of them in earnest.
OPEN_CALLS = 5
ANSWERS_A_DAY = 20
DAY = timedelta(days=1)
FURTHEST_DEADLINE = timedelta(days=365)
MOST_WANTED = 50
MOST_ANSWERS = 100
ANSWERS_KEPT = timedelta(days=90)
CALLS_KEPT = timedelta(days=365)
