"""The groups that hold everywhere, and how a migration gives them rights.

Rights are given once, by a migration of the room they belong to: what an operator changes later under
Settings, Groups stays as she left it. A coordinator needs no group; her membership gives her rights.
"""

from typing import Any

EDITORS = "Editors"
MODERATORS = "Moderators"
OPERATORS = "Operators"


def permit(apps: Any, group: str, model: str, *actions: str) -> None:
    """Let `group` do `actions` (`add`, `change`, `delete`, `view` …) with `model`, named as `app_label.ModelName`.

    For migrations. Django makes permissions only after the last migration, so those that are missing
    are made here, as Wagtail's own migrations do. A group that has gone comes back.
    """
    app_label, name = model.split(".")
    content_type, _made = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
        app_label=app_label, model=name.lower()
    )
    noun = apps.get_model(app_label, name)._meta.verbose_name_raw
    receiver, _made = apps.get_model("auth", "Group").objects.get_or_create(name=group)
    for action in actions:
        permission, _made = apps.get_model("auth", "Permission").objects.get_or_create(
            content_type=content_type,
            codename=f"{action}_{name.lower()}",
            defaults={"name": f"Can {action} {noun}"},
        )
        receiver.permissions.add(permission)
