"""What the groups that hold everywhere may do with accounts, files and the vocabulary."""

from django.db import migrations

from portal.accounts.groups import EDITORS, MODERATORS, OPERATORS, permit

CHANGES = ("add", "change", "delete", "view")


def make_groups(apps, schema_editor):
    # Wagtail has made the first two and let them keep pictures and documents.
    for name in (EDITORS, MODERATORS, OPERATORS):
        group, _made = apps.get_model("auth", "Group").objects.get_or_create(name=name)
        desk = apps.get_model("auth", "Permission").objects.get(
            content_type__app_label="wagtailadmin", codename="access_admin"
        )
        group.permissions.add(desk)
    permit(apps, EDITORS, "vocabulary.Term", "view")
    permit(apps, MODERATORS, "vocabulary.Term", *CHANGES)
    permit(apps, OPERATORS, "vocabulary.Term", *CHANGES)
    permit(apps, OPERATORS, "accounts.User", *CHANGES)
    permit(apps, OPERATORS, "auth.Group", *CHANGES)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_my_data"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("vocabulary", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailcore", "0002_initial_data"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        ("wagtailimages", "0027_image_description"),
    ]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
