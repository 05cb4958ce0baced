"""The networks that Migrapass began with: one European, one in each partner country."""

from django.db import migrations

NETWORKS = {"EU": "", "AT": "AT", "BG": "BG", "ES": "ES", "FR": "FR", "UK": "GB"}


def add_networks(apps, schema_editor):
    Network = apps.get_model("network", "Network")
    for code, country in NETWORKS.items():
        Network.objects.create(code=code, country=country, kind="national" if country else "european")


class Migration(migrations.Migration):
    dependencies = [("network", "0001_initial")]
    operations = [migrations.RunPython(add_networks, migrations.RunPython.noop)]
