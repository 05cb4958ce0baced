"""Nobody finds, or has counted, what she may not read, and nothing comes twice."""

import pytest

from network.visibility import Visibility
from search.queries import Viewer
from tests.accounts.factories import UserFactory
from tests.network.factories import MemberFactory
from tests.search.engines.asking import Catalogue, Needs


@pytest.fixture
def viewers(catalogue: Catalogue) -> dict[str, Viewer]:
    """A visitor, an account in no network, a member elsewhere and a peer, none of whom can be found."""
    hidden = Visibility.NOBODY
    elsewhere, peer, account = UserFactory.create_batch(3)
    MemberFactory.create(user=elsewhere, networks=["ES"], visibility=hidden)
    MemberFactory.create(user=peer, networks=["FR", "EU"], visibility=hidden)
    viewers = {"account": Viewer.of(account), "member": Viewer.of(elsewhere), "peer": Viewer.of(peer)}
    return {"visitor": Viewer(account, frozenset()), **viewers}


MAY_READ = {
    Visibility.PUBLIC: {"visitor", "account", "member", "peer"},
    Visibility.MEMBERS: {"member", "peer"},
    Visibility.NETWORKS: {"peer"},
    Visibility.NOBODY: set[str](),
}


@pytest.mark.parametrize("visibility", Visibility)
def test_a_field_finds_its_member_for_its_readers_alone(
    catalogue: Catalogue, viewers: dict[str, Viewer], visibility: Visibility
) -> None:
    MemberFactory.create(
        name="Anna Berg",
        networks=["EU"],
        organisation="Heron House",
        organisation_visibility=visibility,
        texts={"en": ("I keep ospreys", "")},
        introduction_visibility=visibility,
        expertises=["housing"],
        expertises_visibility=visibility,
    )
    catalogue.bring_up_to_date()

    for name, looking in viewers.items():
        readers = name in MAY_READ[visibility]
        for text in ("heron", "osprey", "anna heron"):
            assert catalogue.find(text, viewer=looking).total == readers, (name, text)
        everybody = catalogue.find(viewer=looking, count=("expertise",))
        assert catalogue.called(everybody.keys) == ["Anna Berg"], "one face of her, never two"
        assert everybody.total == 1
        assert everybody.counts.get("expertise", {}) == ({"housing": 1} if readers else {})
        assert catalogue.find(viewer=looking, facets={"expertise": ("housing",)}).total == readers


@pytest.mark.parametrize("visibility", Visibility)
def test_a_hidden_word_is_not_found_by_a_typing_error_either(
    catalogue: Catalogue, viewers: dict[str, Viewer], visibility: Visibility
) -> None:
    catalogue.needs(Needs.TYPOS)
    MemberFactory.create(name="Anna", organisation="Heronhouse", organisation_visibility=visibility, networks=["EU"])
    catalogue.bring_up_to_date()

    for name, looking in viewers.items():
        assert catalogue.find("heronhuose", viewer=looking, nearly=True).total == (name in MAY_READ[visibility]), name


def test_whoever_shows_herself_to_peers_is_counted_by_them_alone(
    catalogue: Catalogue, viewers: dict[str, Viewer]
) -> None:
    for network in ("EU", "FR", "ES", "AT"):
        MemberFactory.create(name=f"Of {network}", networks=[network], visibility=Visibility.NETWORKS)
    catalogue.bring_up_to_date()

    shown = {name: set(catalogue.titles(viewer=looking)) for name, looking in viewers.items()}
    assert shown == {"visitor": set(), "account": set(), "member": {"Of ES"}, "peer": {"Of EU", "Of FR"}}
