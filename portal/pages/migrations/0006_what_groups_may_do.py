"""Operators fill in the imprint and look after mail that failed; moderators make collections private."""

from django.db import migrations

from portal.accounts.groups import MODERATORS, OPERATORS, permit


def permit_operators(apps, schema_editor):
    permit(apps, OPERATORS, "pages.ImprintSettings", "change")
    permit(apps, OPERATORS, "mail.OutgoingMail", "view", "delete", "retry")


def permit_moderators(apps, schema_editor):
    """At the root, as with pages: whoever restricts a page restricts its files too."""
    group = apps.get_model("auth", "Group").objects.get(name=MODERATORS)
    content_type, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label="wagtailcore", model="collection"
    )
    root = apps.get_model("wagtailcore", "Collection").objects.get(depth=1)
    for action in ("add", "change", "delete"):
        permission, _made = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type, codename=f"{action}_collection", defaults={"name": f"Can {action} collection"}
        )
        apps.get_model("wagtailcore", "GroupCollectionPermission").objects.get_or_create(
            group=group, collection=root, permission=permission
        )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_groups"),
        ("mail", "0001_outbox"),
        ("pages", "0005_words_for_pictures"),
    ]

    operations = [
        migrations.RunPython(permit_operators, migrations.RunPython.noop),
        migrations.RunPython(permit_moderators, migrations.RunPython.noop),
    ]
