"""Which page tells how one joins a network; operators choose it."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from portal.accounts.groups import OPERATORS, permit


def let_operators_choose(apps, schema_editor):
    permit(apps, OPERATORS, "network.NetworkSettings", "change")


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0004_groups'),
        ('network', '0003_operators_keep_networks'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='NetworkSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('joining', models.ForeignKey(blank=True, help_text='The page that tells how one joins a network, in any of its languages. New accounts are led there.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='how to join')),
                ('site', models.OneToOneField(editable=False, on_delete=django.db.models.deletion.CASCADE, to='wagtailcore.site')),
            ],
            options={
                'verbose_name': 'networks',
                'verbose_name_plural': 'networks',
            },
        ),
        migrations.RunPython(let_operators_choose, migrations.RunPython.noop),
    ]
