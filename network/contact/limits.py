"""How much people may write to each other, so that nobody is flooded and no address is bombed."""

from datetime import timedelta

from portal.operations.rate_limits import RateLimit

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)

# Whoever looks for an adviser writes to a handful of people; a mailing needs hundreds.
BEGUN_A_DAY = 10
# A lively exchange stays well below a message in two minutes.
WRITTEN_AN_HOUR = 30
# Somebody well known may hear from many; more than this in a day is not read any more.
RECEIVED_A_DAY = 30
# So that a stranger's address gets no more than a few mails asking whether it was she.
UNCONFIRMED_A_DAY = 3
# From one connection, and from its neighbours together, such as those of one advice centre.
VISITORS = RateLimit("message to a member", per_address=5, per_network=20, seconds=3600)

# Who never says that it was she wrote nothing; what was said is not kept for ever.
UNCONFIRMED_KEPT = timedelta(hours=24)
MESSAGES_KEPT = timedelta(days=30)
