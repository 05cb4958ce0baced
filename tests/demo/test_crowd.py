"""A crowd of made-up members."""

from io import StringIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import CommandError, call_command

from network.models import Member
from portal.demo.corpus.people import made
from portal.demo.crowd import crowd
from search.finding import find
from search.queries import Query, Viewer
from tests.accounts.factories import UserFactory
from tests.network.factories import MemberFactory

pytestmark = pytest.mark.django_db


def generate(*arguments: object) -> str:
    output = StringIO()
    call_command("generate_members", *map(str, arguments), stdout=output)
    return output.getvalue()


def test_they_are_found_like_others_and_go_without_a_trace() -> None:
    own = MemberFactory.create(name="Ours Alone", user=UserFactory.create())
    assert "There are 30 generated members." in generate(30)
    assert crowd().count() == Member.objects.count() - 1 == 30
    assert all(member.expertises.exists() and member.memberships.exists() for member in crowd())
    found = find(Query(Viewer(AnonymousUser()), ("member",), "en", page_size=50))
    shown = [number for number in range(1, 31) if "public" in made(number)[1]]
    assert found.total == len(shown) + 1 > 1, "and the one who was there"
    assert "Removed 30 members" in generate("--remove")
    assert list(Member.objects.all()) == [own]


def test_a_second_thousand_goes_on_where_the_first_ended() -> None:
    generate(3, "--no-cards")
    generate(2, "--no-cards")
    assert [member.name for member in crowd().order_by("pk")] == [made(number)[0].name for number in range(1, 6)]
    assert MemberFactory.create(user=UserFactory.create()).pk not in crowd().values_list("pk", flat=True)


@pytest.mark.parametrize("arguments", [(), (-1,), (10**9,)])
def test_what_is_no_number_of_members_is_refused(arguments: tuple[int, ...]) -> None:
    with pytest.raises(CommandError):
        generate(*arguments)
    assert not Member.objects.exists()
