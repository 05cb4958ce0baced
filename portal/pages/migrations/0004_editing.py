"""What editors, moderators and operators may do with pages, and the review that stands before publishing."""

from django.db import migrations

from portal.accounts.groups import EDITORS, MODERATORS, OPERATORS, permit

CHANGES = ("add", "change", "delete", "view")
PAGE_ACTIONS = {
    EDITORS: ("add", "change"),
    MODERATORS: ("add", "change", "publish", "lock", "unlock"),
}
REVIEW = "Review"


def permit_pages(apps, schema_editor):
    """At the root of the tree, so that a language that comes later is included."""
    Permission = apps.get_model("auth", "Permission")
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    for name, actions in PAGE_ACTIONS.items():
        group = apps.get_model("auth", "Group").objects.get(name=name)
        for action in actions:
            apps.get_model("wagtailcore", "GroupPagePermission").objects.get_or_create(
                group=group,
                page=root,
                permission=Permission.objects.get(
                    content_type__app_label="wagtailcore", content_type__model="page", codename=f"{action}_page"
                ),
            )
        permit(apps, name, "wagtail_localize.Translation", "submit")
    for name in (MODERATORS, OPERATORS):
        permit(apps, name, "wagtailredirects.Redirect", *CHANGES)
    for model in ("Locale", "Site"):
        permit(apps, OPERATORS, f"wagtailcore.{model}", *CHANGES)


def name_the_review(apps, schema_editor):
    """Wagtail's "Moderators approval", under the name that editors read, for the whole tree."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    GroupApprovalTask = apps.get_model("wagtailcore", "GroupApprovalTask")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    root = apps.get_model("wagtailcore", "Page").objects.get(depth=1)
    moderators = apps.get_model("auth", "Group").objects.get(name=MODERATORS)

    Workflow.objects.filter(name="Moderators approval").update(name=REVIEW)
    GroupApprovalTask.objects.filter(name="Moderators approval").update(name=REVIEW)
    task = GroupApprovalTask.objects.filter(name=REVIEW).first()
    if task is None:
        task_type, _made = ContentType.objects.get_or_create(app_label="wagtailcore", model="groupapprovaltask")
        task = GroupApprovalTask.objects.create(name=REVIEW, content_type=task_type)
    task.groups.add(moderators)
    workflow, _made = Workflow.objects.get_or_create(name=REVIEW)
    apps.get_model("wagtailcore", "WorkflowTask").objects.get_or_create(
        workflow=workflow, task_id=task.pk, defaults={"sort_order": 0}
    )
    # A page has one workflow; one that an installation has chosen for its tree stays.
    apps.get_model("wagtailcore", "WorkflowPage").objects.get_or_create(page=root, defaults={"workflow": workflow})


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_groups"),
        ("pages", "0003_editorial_pages"),
        ("wagtail_localize", "0006_create_submit_translation_permission"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]
    operations = [
        migrations.RunPython(permit_pages, migrations.RunPython.noop),
        migrations.RunPython(name_the_review, migrations.RunPython.noop),
    ]
