"""Terms as tests need them."""

from typing import TypeVar

import factory
from factory.django import DjangoModelFactory

from portal.vocabulary.models import Audience, Availability, Expertise, Scheme, Term

T = TypeVar("T", bound=Term)


class _TermFactory(DjangoModelFactory[T]):
    class Meta:
        abstract = True

    slug = factory.Sequence(lambda number: f"term-{number}")
    label_en = factory.LazyAttribute(lambda term: f"{term.slug} in English")
    label_fr = factory.LazyAttribute(lambda term: f"{term.slug} in French")
    label_de = factory.LazyAttribute(lambda term: f"{term.slug} in German")
    label_bg = factory.LazyAttribute(lambda term: f"{term.slug} in Bulgarian")
    label_es = factory.LazyAttribute(lambda term: f"{term.slug} in Spanish")


class ExpertiseFactory(_TermFactory[Expertise]):
    class Meta:
        model = Expertise

    scheme = Scheme.EXPERTISE


class AudienceFactory(_TermFactory[Audience]):
    class Meta:
        model = Audience

    scheme = Scheme.AUDIENCE


class AvailabilityFactory(_TermFactory[Availability]):
    class Meta:
        model = Availability

    scheme = Scheme.AVAILABILITY
