"""Operators fill in the imprint and look after mail that failed."""

from django.db import migrations

from portal.accounts.groups import OPERATORS, permit


def permit_operators(apps, schema_editor):
    permit(apps, OPERATORS, "pages.ImprintSettings", "change")
    permit(apps, OPERATORS, "mail.OutgoingMail", "view", "delete", "retry")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_groups"),
        ("mail", "0001_outbox"),
        ("pages", "0005_words_for_pictures"),
    ]

    operations = [migrations.RunPython(permit_operators, migrations.RunPython.noop)]
