"""Words that members choose for themselves."""

from collections.abc import Collection

from taggit.models import Tag


def forget_unused(words: Collection[int]) -> None:
    """Delete those of these tags that nothing has any more, in whatever room: a rare word can tell who chose it."""
    unused = Tag.objects.filter(pk__in=words)
    for relation in (one for one in Tag._meta.related_objects if one.one_to_many):
        unused = unused.exclude(pk__in=relation.related_model._default_manager.values(relation.field.attname))
    unused.delete()
