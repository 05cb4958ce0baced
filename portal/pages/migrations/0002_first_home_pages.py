"""A home page in each language in place of Wagtail's welcome page, all of them one page's translations."""

from pathlib import Path
from tomllib import loads
from uuid import uuid4

from django.conf import settings
from django.db import migrations

HOMES = Path(__file__).parents[1] / "first_home_pages.toml"


def add_home_pages(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Locale = apps.get_model("wagtailcore", "Locale")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    HomePage = apps.get_model("pages", "HomePage")

    Site.objects.all().delete()
    Page.objects.filter(depth__gt=1).delete()
    root = Page.objects.get(depth=1)
    home_type, _made = ContentType.objects.get_or_create(app_label="pages", model="homepage")
    translation_key = uuid4()
    texts = loads(HOMES.read_text(encoding="utf-8"))
    for number, (language, _name) in enumerate(settings.LANGUAGES, start=1):
        slug = "home" if language == settings.LANGUAGE_CODE else f"home-{language}"
        home = HomePage.objects.create(
            **texts[language],
            draft_title=texts[language]["title"],
            slug=slug,
            content_type=home_type,
            path=f"{root.path}{number:04d}",
            depth=2,
            numchild=0,
            url_path=f"/{slug}/",
            locale=Locale.objects.get_or_create(language_code=language)[0],
            translation_key=translation_key,
            live=True,
        )
        if language == settings.LANGUAGE_CODE:
            Site.objects.create(
                hostname="localhost", site_name="Migrapass", root_page_id=home.pk, is_default_site=True
            )
    root.numchild = len(settings.LANGUAGES)
    root.save()


class Migration(migrations.Migration):
    dependencies = [("pages", "0001_initial")]
    operations = [migrations.RunPython(add_home_pages, migrations.RunPython.noop)]
