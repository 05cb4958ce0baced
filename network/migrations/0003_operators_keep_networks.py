"""Operators keep the networks."""

from django.db import migrations

from portal.accounts.groups import OPERATORS, permit


def let_operators_keep_networks(apps, schema_editor):
    permit(apps, OPERATORS, "network.Network", "add", "change", "delete", "view")


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_groups"), ("network", "0002_first_networks")]
    operations = [migrations.RunPython(let_operators_keep_networks, migrations.RunPython.noop)]
