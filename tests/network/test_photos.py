"""Portraits: small, square, without a trace of where they were taken, and sent to whoever may see them."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import Settings

from network.actions import photos
from network.actions.photos import set_photo, sweep_photos
from network.actions.profiles import erase_profile
from network.models import Member, MemberPhoto
from network.photos.files import SIZES, path
from network.visibility import Visibility
from portal.files.images import reencoded
from search.projector import project_pending
from tests.accounts.factories import UserFactory
from tests.network.brute_force import account_of
from tests.network.factories import MemberFactory
from tests.network.readers import everybody_looking_at, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_once")]

PAGE = "/en/members/me/photo/"


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def jpeg(size: tuple[int, int] = (640, 480), **options: object) -> SimpleUploadedFile:
    output = BytesIO()
    Image.new("RGB", size, "teal").save(output, "JPEG", **options)
    return SimpleUploadedFile("IMG_0042.jpg", output.getvalue(), "image/jpeg")


def pictured(**fields: object) -> Member:
    member = MemberFactory.create(user=UserFactory.create(), **fields)
    set_photo(member, reencoded(jpeg()), acting_user=account_of(member))
    return Member.objects.with_profile().get(pk=member.pk)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("visibility", Visibility)
def test_a_portrait_is_there_at_each_size_for_its_readers_alone(visibility: Visibility, size: int) -> None:
    member = pictured(photo_visibility=visibility)

    for one in everybody_looking_at(member):
        response = one.client.get(member.photo.address(size))
        assert response.status_code == (200 if one.may_read(visibility) else 404), one.name
        if response.status_code == 200:
            assert "no-cache" in response["Cache-Control"]
            assert "private" in response["Cache-Control"]
            assert response["X-Content-Type-Options"] == "nosniff"
            with Image.open(BytesIO(response.content)) as picture:
                assert (picture.format, picture.size) == ("WEBP", (size, size))


def test_a_hidden_profile_hides_its_portrait() -> None:
    member = pictured()
    address = member.photo.address(96)
    assert Client().get(address).status_code == 200

    for change in ({"profile_visibility": Visibility.MEMBERS}, {"profile_visibility": "public", "withheld": True}):
        Member.objects.filter(pk=member.pk).update(**change)
        assert Client().get(address).status_code == 404
    Member.objects.filter(pk=member.pk).update(withheld=False)
    member.memberships.update(state="left")
    assert Client().get(address).status_code == 404


def test_what_has_not_changed_is_not_sent_again() -> None:
    member = pictured()
    address = member.photo.address(96)

    again = Client().get(address, headers={"if-none-match": Client().get(address)["ETag"]})

    assert again.status_code == 304
    Member.objects.filter(pk=member.pk).update(profile_visibility=Visibility.NOBODY)
    assert Client().get(address, headers={"if-none-match": again["ETag"]}).status_code == 404


def test_another_size_and_another_digest_are_not_there() -> None:
    member = pictured()

    for address in (
        f"/media/members/{member.pk}/{member.photo.digest}/97.webp",
        f"/media/members/{member.pk}/x/96.webp",
    ):
        assert Client().get(address).status_code == 404


def test_nothing_but_the_picture_is_kept() -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken in Ytterby"
    member = MemberFactory.create(user=UserFactory.create())

    signed_in(account_of(member)).post(PAGE, {"photo": jpeg(exif=exif, comment=b"Ytterby")})

    digest = MemberPhoto.objects.get(member=member).digest
    for size in SIZES:
        with default_storage.open(path(digest, size)) as file:
            assert b"Ytterby" not in file.read()


@pytest.mark.parametrize(
    ("upload", "complaint"),
    [
        (SimpleUploadedFile("me.jpg", b"not a picture"), "not a picture that can be read"),
        (SimpleUploadedFile("me.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1"), "HEIC"),
        (SimpleUploadedFile("me.svg", b"<svg onload='alert(1)'/>"), "not a picture that can be read"),
        (SimpleUploadedFile("me.jpg", b"x" * (10 * 1024 * 1024 + 1)), "larger than 10 MB"),
        (SimpleUploadedFile("me.jpg", b""), "empty"),
    ],
    ids=["text", "heic", "svg", "large", "empty"],
)
def test_what_is_no_picture_is_refused_and_the_old_one_stays(upload: SimpleUploadedFile, complaint: str) -> None:
    member = pictured()

    response = signed_in(account_of(member)).post(PAGE, {"photo": upload})

    assert complaint in response.content.decode()
    assert MemberPhoto.objects.get(member=member) == member.photo


def test_the_files_go_with_the_portrait() -> None:
    member = pictured()
    first = member.photo.digest
    own = signed_in(account_of(member))

    own.post(PAGE, {"photo": jpeg((300, 900))})
    second = MemberPhoto.objects.get(member=member).digest
    assert not default_storage.exists(path(first, 96))
    assert default_storage.exists(path(second, 384))

    own.post(PAGE, {"remove": "1"})
    assert not MemberPhoto.objects.exists()
    assert not default_storage.exists(path(second, 384))


def test_the_files_go_with_the_profile_and_a_crash_leaves_none_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    member = pictured()
    digest = member.photo.digest
    erase_profile(account_of(member))
    assert not any(default_storage.exists(path(digest, size)) for size in SIZES)

    kept = pictured()
    default_storage.save(path("lost", 96), jpeg())
    assert sweep_photos() == 0, "it may be in the making"
    monkeypatch.setattr(photos, "_IN_THE_MAKING", timedelta(seconds=-5))

    assert sweep_photos() == 1
    assert not default_storage.exists(path("lost", 96))
    assert default_storage.exists(path(kept.photo.digest, 96))


def test_lists_show_the_portrait_to_its_readers_and_initials_to_others() -> None:
    member = pictured(photo_visibility=Visibility.MEMBERS, name="Zanzibara Quill")
    looking = {one.name: one.client for one in everybody_looking_at(member)}
    project_pending()

    pages = {name: client.get("/en/members/?q=zanzibara").content.decode() for name, client in looking.items()}

    assert member.photo.address(192) in pages["member"]
    assert member.photo.digest not in pages["visitor"]
    assert ">ZQ</span>" in pages["visitor"]


def test_nobody_changes_somebody_elses_portrait() -> None:
    member = MemberFactory.create(user=UserFactory.create())

    with pytest.raises(PermissionDenied):
        set_photo(member, reencoded(jpeg()), acting_user=UserFactory.create(is_superuser=True))
    assert not MemberPhoto.objects.exists()


def test_going_on_without_a_photo_is_a_way_too() -> None:
    member = pictured()

    onwards = signed_in(account_of(member)).post(PAGE, {})

    assert onwards["Location"] == "/en/members/me/contact/"
