"""Moderators and operators decide on cases, and what they decided stays as it was written."""

from django.db import migrations

from portal.accounts.append_only import refuse_updates
from portal.accounts.groups import MODERATORS, OPERATORS, permit


def let_moderators_decide(apps, schema_editor):
    for group in (MODERATORS, OPERATORS):
        permit(apps, group, "moderation.Case", "change")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_groups"), ("moderation", "0001_reports_and_cases")]
    operations = [
        migrations.RunPython(let_moderators_decide, migrations.RunPython.noop),
        refuse_updates("moderation_caseevent", ("event", "text", "ground", "at")),
    ]
