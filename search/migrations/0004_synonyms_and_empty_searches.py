"""Words that mean the same, and searches that found nothing; what a new portal starts with, and who keeps it."""

from pathlib import Path
from tomllib import loads

from django.db import migrations, models

from portal.accounts.groups import EDITORS, MODERATORS, OPERATORS, permit

SYNONYMS = Path(__file__).parents[1] / "first_synonyms.toml"
LANGUAGES = [("en", "English"), ("fr", "French"), ("de", "German"), ("bg", "Bulgarian"), ("es", "Spanish")]


def add_synonyms(apps, schema_editor):
    Synonym = apps.get_model("search", "Synonym")
    groups = loads(SYNONYMS.read_text(encoding="utf-8"))["groups"]
    Synonym.objects.bulk_create(Synonym(phrases="\n".join(phrases)) for phrases in groups)


def permit_groups(apps, schema_editor):
    for group in (EDITORS, MODERATORS, OPERATORS):
        permit(apps, group, "search.Synonym", "add", "change", "delete", "view")
        permit(apps, group, "search.EmptySearch", "view", "delete")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_groups"),
        ("search", "0003_versions_and_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Synonym",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("phrases", models.TextField(help_text="One word or phrase on each line, in whatever languages. A phrase has four words at most, small ones like “of” not counted. Give only what means the same everywhere: who asks for one finds all.", verbose_name="words that mean the same")),
                ("language", models.CharField(blank=True, choices=LANGUAGES, help_text="Choose a language where one of the words means something else in another. Usually empty.", max_length=2, verbose_name="only for readers of")),
            ],
            options={"verbose_name": "synonyms", "verbose_name_plural": "synonyms", "ordering": ["phrases"]},
        ),
        migrations.CreateModel(
            name="EmptySearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=60, verbose_name="searched for")),
                ("language", models.CharField(choices=LANGUAGES, max_length=2, verbose_name="language")),
                ("times", models.PositiveIntegerField(default=1, verbose_name="how often")),
                ("last_day", models.DateField(verbose_name="last on")),
            ],
            options={
                "verbose_name": "search that found nothing",
                "verbose_name_plural": "searches that found nothing",
                "indexes": [models.Index(fields=["times", "last_day"], name="empty_searches_by_times")],
                "constraints": [
                    models.UniqueConstraint(fields=("text", "language"), name="one_row_per_empty_search_and_language")
                ],
            },
        ),
        migrations.RunPython(add_synonyms, migrations.RunPython.noop),
        migrations.RunPython(permit_groups, migrations.RunPython.noop),
    ]
