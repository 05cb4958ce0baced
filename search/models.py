"""The catalogue's tables: what is to be made anew, and each thing as each kind of reader sees it."""

from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from search.cards import Face
from search.querysets import DocumentQuerySet, EntryQuerySet
from search.saved.models import SavedSearch

__all__ = ["Document", "DocumentTerm", "EmptySearch", "Entry", "Index", "SavedSearch", "Synonym"]


class Entry(models.Model):
    """One findable thing: which version of it was marked last, and which card stands here for it.

    Versions are microseconds since 1970, so that a thing that comes back under the key of one that is
    gone outranks it wherever that one is still remembered. `card_version` is the version whose card
    stands here; `unsent` until the engine has it. A thing without a card has no documents, and its
    entry goes once the engine knows that it is gone.
    """

    key = models.CharField(max_length=80, unique=True)
    kind = models.CharField(max_length=40)
    version = models.PositiveBigIntegerField(default=0)
    pending = models.BooleanField(default=True)
    card_hash = models.CharField(max_length=64, default="")
    card_version = models.PositiveBigIntegerField(default=0)
    unsent = models.BooleanField(default=False)
    projected = models.DateTimeField(null=True)

    objects: ClassVar[EntryQuerySet] = EntryQuerySet.as_manager()  # type: ignore[assignment]  # a manager with its methods

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index("id", condition=Q(pending=True), name="pending_entries"),
            models.Index("id", condition=Q(unsent=True), name="unsent_entries"),
        ]

    def __str__(self) -> str:
        return self.key


class Document(models.Model):
    """One face of an entry: only what the readers of that face may read, ready to be searched and drawn."""

    entry = models.ForeignKey(Entry, models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=40)
    face = models.CharField(max_length=8, choices=Face)
    date = models.DateTimeField()
    starts = models.DateTimeField(null=True)
    ends = models.DateTimeField(null=True)
    sort_name = models.CharField(max_length=200)
    names = models.TextField()
    words = models.TextField()
    content = models.JSONField(encoder=DjangoJSONEncoder)

    objects: ClassVar[DocumentQuerySet] = DocumentQuerySet.as_manager()  # type: ignore[assignment]  # a manager with its methods

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "face"], name="one_document_per_entry_and_face"),
            models.CheckConstraint(condition=Q(face__in=Face.values), name="document_has_a_known_face"),
        ]
        indexes = [
            models.Index(F("kind"), F("face"), F("date").desc(), name="documents_by_date"),
            models.Index(fields=["kind", "face", "sort_name"], name="documents_by_name"),
            models.Index(fields=["kind", "face", "ends"], condition=Q(ends__isnull=False), name="documents_by_end"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}/{self.face}"


class DocumentTerm(models.Model):
    """A term that a document has in a facet group, or a network that opens its face `peers`."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="terms")
    group = models.CharField(max_length=40)
    term = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "group", "term"], name="one_row_per_document_and_term")
        ]
        indexes = [models.Index(fields=["group", "term", "document"], name="documents_by_term")]

    def __str__(self) -> str:
        return f"{self.group}:{self.term}"


class Index(models.Model):
    """An index that an engine keeps of the catalogue: the one that answers, or one that is being built.

    What `unsent` says of entries is said of the index in use. `position` is the primary key of the last
    entry written while building; `touched` says when the builder was last seen at work.
    """

    class State(models.TextChoices):
        BUILDING = "building", "building"
        IN_USE = "in_use", "in use"

    name = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=8, choices=State, default=State.BUILDING)
    position = models.PositiveBigIntegerField(default=0)
    started = models.DateTimeField()
    touched = models.DateTimeField()

    class Meta:
        verbose_name_plural = "indexes"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["building", "in_use"]), name="index_is_in_a_known_state"),
            models.UniqueConstraint(fields=["state"], name="one_index_in_each_state"),
        ]

    def __str__(self) -> str:
        return self.name


class Synonym(models.Model):
    """Words that mean the same: whoever asks for one of them finds the others. One phrase a line.

    They hold for readers of every language, or of the one `language` alone where a word means something
    else in another.
    """

    phrases = models.TextField(
        _("words that mean the same"),
        help_text=_(
            "One word or phrase on each line, in whatever languages. A phrase has four words at most, "
            "small ones like “of” not counted. Give only what means the same everywhere: who asks for one finds all."
        ),
    )
    language = models.CharField(
        _("only for readers of"),
        max_length=2,
        choices=settings.LANGUAGES,
        blank=True,
        help_text=_("Choose a language where one of the words means something else in another. Usually empty."),
    )

    class Meta:
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ["phrases"]

    def __str__(self) -> str:
        return " = ".join(self.lines)

    @property
    def lines(self) -> list[str]:
        """The phrases as they were written."""
        return [line for written in self.phrases.splitlines() if (line := " ".join(written.split()))]


class EmptySearch(models.Model):
    """A text that was searched for and that nothing here says: what editors might write about, or call by its name.

    Nothing in it tells who asked, from where or at what time of the day.
    """

    text = models.CharField(_("searched for"), max_length=60)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    times = models.PositiveIntegerField(_("how often"), default=1)
    last_day = models.DateField(_("last on"))

    class Meta:
        verbose_name = _("search that found nothing")
        verbose_name_plural = _("searches that found nothing")
        constraints = [
            models.UniqueConstraint(fields=["text", "language"], name="one_row_per_empty_search_and_language")
        ]
        indexes = [models.Index(fields=["times", "last_day"], name="empty_searches_by_times")]

    def __str__(self) -> str:
        return self.text
