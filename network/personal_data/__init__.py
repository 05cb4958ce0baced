"""What the network holds about people, their copy of it, and its erasure."""

from network.personal_data.of_calls import register_calls
from network.personal_data.of_exposure import register_exposures
from network.personal_data.of_invitations import register_invitations
from network.personal_data.of_memberships import register_memberships
from network.personal_data.of_messages import register_messages
from network.personal_data.of_profiles import register_profiles


def register_what_the_network_holds() -> None:
    register_profiles()
    register_memberships()
    register_invitations()
    register_exposures()
    register_messages()
    register_calls()
