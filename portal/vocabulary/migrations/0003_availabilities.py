"""What professionals can be asked for, as terms of a scheme of their own."""

from pathlib import Path
from tomllib import loads

from django.db import migrations, models

TERMS = Path(__file__).parents[1] / "first_availabilities.toml"


def add_terms(apps, schema_editor):
    Term = apps.get_model("vocabulary", "Term")
    Term.objects.bulk_create(
        Term(scheme=scheme, slug=slug, **{f"label_{language}": label for language, label in labels.items()})
        for scheme, terms in loads(TERMS.read_text(encoding="utf-8")).items()
        for slug, labels in terms.items()
    )


class Migration(migrations.Migration):

    dependencies = [
        ('vocabulary', '0002_first_terms'),
    ]

    operations = [
        migrations.CreateModel(
            name='Availability',
            fields=[
            ],
            options={
                'verbose_name': 'availability',
                'verbose_name_plural': 'availabilities',
                'proxy': True,
                'indexes': [],
                'constraints': [],
            },
            bases=('vocabulary.term',),
        ),
        migrations.RemoveConstraint(
            model_name='term',
            name='term_is_in_a_known_scheme',
        ),
        migrations.AlterField(
            model_name='term',
            name='scheme',
            field=models.CharField(choices=[('expertise', 'Expertise'), ('audience', 'Audience'), ('availability', 'Availability')], max_length=16, verbose_name='scheme'),
        ),
        migrations.AddConstraint(
            model_name='term',
            constraint=models.CheckConstraint(condition=models.Q(('scheme__in', ['expertise', 'audience', 'availability'])), name='term_is_in_a_known_scheme'),
        ),
        migrations.RunPython(add_terms, migrations.RunPython.noop),
    ]
