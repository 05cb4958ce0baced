"""What networks say about themselves, and the calls of their fictional members, read from `content/`."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from tomllib import loads
from typing import Any

from django.utils import timezone

from network.models import Call, Member, Network, NetworkWords
from portal.vocabulary.models import Expertise

CONTENT = Path(__file__).parent / "content"


def make_words() -> Iterator[NetworkWords]:
    """The words of each network in each language; what a network has written itself stays."""
    for code, languages in _read("networks.toml").items():
        network = Network.objects.filter(code=code).first()
        for language, words in languages.items() if network else ():
            made, is_new = NetworkWords.objects.get_or_create(network=network, language=language, defaults=words)
            if is_new:
                yield made


def make_calls(people: Mapping[str, Member]) -> Iterator[Call]:
    """Calls that are open for a while from today, with what others answered."""
    for facts in _read("calls.toml")["call"]:
        columns = {name: facts[name] for name in ("kind", "language", "country", "wanted", "is_public", "title")}
        deadline = timezone.localdate() + timedelta(days=facts["in_days"])
        published = timezone.now() - timedelta(days=5)
        author = people[facts["author"]]
        call = Call.objects.create(
            author=author, text=facts["text"].strip(), deadline=deadline, published=published, **columns
        )
        call.expertises.set(Expertise.objects.filter(slug__in=facts["expertises"]))
        for answer in facts.get("answer", ()):
            sent = timezone.now() - timedelta(days=answer["days_ago"])
            call.answers.create(member=people[answer["member"]], text=answer["text"].strip(), sent=sent)
        yield call


def _read(name: str) -> dict[str, Any]:
    return loads((CONTENT / name).read_text(encoding="utf-8"))
