"""Every door through which an editor brings a file in."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models.fields.files import FieldFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import Collection
from wagtail.users.models import UserProfile

from portal.accounts.models import User
from portal.files.models import PortalDocument, PortalImage
from tests.accounts.factories import OperatorFactory
from tests.files.uploads import GIF_AND_HTML, HTML, PDF, picture, picture_with_place, upload, word_document

pytestmark = pytest.mark.django_db

Door = Callable[[SimpleUploadedFile], tuple[str, dict[str, Any]]]

IMAGE_DOORS: dict[str, Door] = {
    "library": lambda content: ("wagtailimages:add", {"title": "A bridge", "file": content}),
    "many at once": lambda content: ("wagtailimages:add_multiple", {"files[]": content}),
    "while writing a page": lambda content: (
        "wagtailimages_chooser:create",
        {"image-chooser-upload-title": "A bridge", "image-chooser-upload-file": content},
    ),
}
DOCUMENT_DOORS: dict[str, Door] = {
    "library": lambda content: ("wagtaildocs:add", {"title": "A guide", "file": content}),
    "many at once": lambda content: ("wagtaildocs:add_multiple", {"files[]": content}),
    "while writing a page": lambda content: (
        "wagtaildocs_chooser:create",
        {"document-chooser-upload-title": "A guide", "document-chooser-upload-file": content},
    ),
}
HOSTILE_IMAGES = {
    "a gif that is html": ("photo.gif", GIF_AND_HTML),
    "121 megapixels": ("photo.png", picture("PNG", (11_000, 11_000), "1")),
    "half a jpeg": ("photo.jpg", picture(size=(600, 400))[:400]),
}


@pytest.fixture
def operator(client: Client) -> Client:
    client.force_login(OperatorFactory.create())
    return client


def send(client: Client, door: str, fields: dict[str, Any]) -> Any:
    collection = str(Collection.get_first_root_node().pk)
    keys = {"collection": collection, "image-chooser-upload-collection": collection}
    return client.post(
        reverse(door),
        {**keys, "document-chooser-upload-collection": collection, **fields},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )


def content_of(file: FieldFile) -> bytes:
    with file.storage.open(str(file.name)) as stored:
        content: bytes = stored.read()
    return content


@pytest.mark.parametrize("door", IMAGE_DOORS)
@pytest.mark.parametrize("name", HOSTILE_IMAGES)
def test_a_hostile_picture_meets_an_error_at_every_door(operator: Client, door: str, name: str) -> None:
    answer = send(operator, *IMAGE_DOORS[door](upload(*HOSTILE_IMAGES[name])))

    assert answer.status_code == 200
    assert "picture" in answer.content.decode()
    assert not PortalImage.objects.exists()


@pytest.mark.parametrize("door", IMAGE_DOORS)
def test_a_picture_is_kept_without_its_place_at_every_door(operator: Client, door: str) -> None:
    answer = send(operator, *IMAGE_DOORS[door](upload("bridge.png", picture_with_place())))

    assert answer.status_code in (200, 302), answer.content.decode()
    kept = PortalImage.objects.get()
    assert kept.file.name.endswith(".jpg")
    assert kept.file_size == kept.file.size
    assert b"Canary" not in content_of(kept.file)
    rendition = kept.get_rendition("width-30")
    assert b"Canary" not in content_of(rendition.file)


def test_a_picture_that_takes_the_place_of_another_is_made_anew_too(operator: Client) -> None:
    kept = PortalImage.objects.create(title="Before", file=ContentFile(picture("PNG"), name="before.png"))
    fields = {"title": "After", "file": upload("after.jpg", picture_with_place()), "collection": kept.collection_id}

    refused = operator.post(
        reverse("wagtailimages:edit", args=[kept.pk]), fields | {"file": upload("after.gif", GIF_AND_HTML)}
    )
    kept.refresh_from_db()
    assert refused.status_code == 200
    assert kept.title == "Before"

    operator.post(reverse("wagtailimages:edit", args=[kept.pk]), fields)
    kept.refresh_from_db()
    assert kept.title == "After"
    assert b"Canary" not in content_of(kept.file)


def test_a_picture_made_by_code_is_made_anew_too() -> None:
    kept = PortalImage.objects.create(title="Code", file=ContentFile(picture_with_place("PNG"), name="code.png"))
    with Image.open(BytesIO(content_of(kept.file))) as image:
        assert not image.getexif()
    assert (kept.width, kept.height) == (60, 40)
    with pytest.raises(ValidationError):
        PortalImage.objects.create(title="Code", file=ContentFile(HTML, name="code.png"), width=1, height=1)


@pytest.mark.parametrize("door", DOCUMENT_DOORS)
@pytest.mark.parametrize(
    ("name", "content"),
    [
        pytest.param("guide.pdf", HTML, id="html named pdf"),
        pytest.param("setup.docx", b"MZ" + b"\0" * 300, id="program named docx"),
    ],
)
def test_a_document_that_is_something_else_meets_an_error_at_every_door(
    operator: Client, door: str, name: str, content: bytes
) -> None:
    answer = send(operator, *DOCUMENT_DOORS[door](upload(name, content)))

    assert answer.status_code == 200
    assert "content of this file" in answer.content.decode()
    assert "File extension" not in answer.content.decode()
    assert not PortalDocument.objects.exists()


@pytest.mark.parametrize("door", DOCUMENT_DOORS)
def test_a_document_gets_the_name_that_its_content_earns(operator: Client, door: str) -> None:
    answer = send(operator, *DOCUMENT_DOORS[door](upload("letter.pdf", word_document())))

    assert answer.status_code in (200, 302), answer.content.decode()
    assert PortalDocument.objects.get().filename.endswith(".docx")


@pytest.mark.parametrize("door", DOCUMENT_DOORS)
def test_a_list_that_excel_saved_in_bulgarian_is_kept_readable(operator: Client, door: str) -> None:
    answer = send(
        operator, *DOCUMENT_DOORS[door](upload("list.csv", "град,държава\nБургас,България\n".encode("cp1251")))
    )

    assert answer.status_code in (200, 302), answer.content.decode()
    kept = PortalDocument.objects.get()
    assert "Бургас" in content_of(kept.file).decode("utf-8-sig")
    assert kept.file_size == kept.file.size


def test_a_document_made_by_code_is_judged_too() -> None:
    PortalDocument.objects.create(title="Guide", file=ContentFile(PDF, name="guide.pdf"))
    with pytest.raises(ValidationError):
        PortalDocument.objects.create(title="Guide", file=ContentFile(HTML, name="guide.pdf"))
    with pytest.raises(ValidationError):
        PortalDocument.objects.create(title="Guide", file=ContentFile(PDF, name="guide.docx"))


def test_a_file_that_is_too_big_is_refused_before_it_is_read(operator: Client) -> None:
    big = upload("photo.jpg", picture() + b"\0" * (21 * 1024 * 1024))
    answer = send(operator, "wagtailimages:add", {"title": "Big", "file": big})
    assert "too big" in answer.content.decode()


def test_the_account_page_takes_no_picture_and_changes_neither_address_nor_password(operator: Client) -> None:
    before = User.objects.get()
    page = operator.get(reverse("wagtailadmin_account"))
    assert page.status_code == 200
    assert 'type="file"' not in page.content.decode()

    operator.post(
        reverse("wagtailadmin_account"),
        {
            "avatar-avatar": upload("me.gif", GIF_AND_HTML),
            "name_email-first_name": "A",
            "name_email-last_name": "B",
            "name_email-email": "else@example.org",
            "password-new_password1": "another long sentence",
            "password-new_password2": "another long sentence",
        },
    )
    after = User.objects.get()
    assert (after.email, after.password) == (before.email, before.password)
    assert not UserProfile.objects.exclude(avatar="").exists()
