"""Networks, the professionals who form them, and what each shows to whom."""

from network.models.call import Call, CallAnswer
from network.models.codes import validate_country, validate_language
from network.models.invitation import Invitation
from network.models.member import Member
from network.models.membership import Membership, MembershipEvent, Nomination
from network.models.message import Conversation, Message
from network.models.network import Network, NetworkSettings, network_name
from network.models.network_words import NetworkWords
from network.models.of_member import (
    MemberAdvice,
    MemberCountry,
    MemberLanguage,
    MemberLink,
    MemberPublication,
    MemberText,
    TaggedMember,
)
from network.models.photo import MemberPhoto

__all__ = [
    "Call",
    "CallAnswer",
    "Conversation",
    "Invitation",
    "Member",
    "MemberAdvice",
    "MemberCountry",
    "MemberLanguage",
    "MemberLink",
    "MemberPhoto",
    "MemberPublication",
    "MemberText",
    "Membership",
    "MembershipEvent",
    "Message",
    "Network",
    "NetworkSettings",
    "NetworkWords",
    "Nomination",
    "TaggedMember",
    "network_name",
    "validate_country",
    "validate_language",
]
