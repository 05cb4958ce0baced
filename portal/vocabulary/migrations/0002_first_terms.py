"""The terms that a new portal starts with, labelled in five languages."""

from pathlib import Path
from tomllib import loads

from django.db import migrations

TERMS = Path(__file__).parents[1] / "first_terms.toml"


def add_terms(apps, schema_editor):
    Term = apps.get_model("vocabulary", "Term")
    Term.objects.bulk_create(
        Term(scheme=scheme, slug=slug, **{f"label_{language}": label for language, label in labels.items()})
        for scheme, terms in loads(TERMS.read_text(encoding="utf-8")).items()
        for slug, labels in terms.items()
    )


class Migration(migrations.Migration):
    dependencies = [("vocabulary", "0001_initial")]
    operations = [migrations.RunPython(add_terms, migrations.RunPython.noop)]
