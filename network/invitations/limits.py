"""How many strangers a network may write to, and for how long their addresses are kept."""

from datetime import timedelta

REMINDED_AFTER = timedelta(days=7)
KEPT = timedelta(days=30)
DAY = timedelta(days=1)
# A workshop has some dozens of guests; thousands are a mailing, for which the newsletter is there.
MOST_A_DAY = 300
MOST_A_FILE = 300
MOST_BYTES = 200_000
