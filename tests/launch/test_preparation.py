"""What cannot be made ready is refused with a sentence."""

import socket
from pathlib import Path

import pytest
from django.core.management import CommandError
from pytest_django import Settings

from portal.launch import preparation


def test_a_taken_port_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=f"Port {port} is taken; .*PORT={port + 1} make run"):
            preparation.ensure_port_is_free("127.0.0.1", port)


def test_a_free_port_is_accepted() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    preparation.ensure_port_is_free("127.0.0.1", port)


def test_a_file_in_place_of_the_data_folder_is_refused(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "data"
    settings.DATA_DIR.touch()
    with pytest.raises(CommandError, match=r"DATA_DIR: the folder .* cannot be used"):
        preparation.ensure_folders()


def test_the_folders_of_the_queue_are_made(settings: Settings, tmp_path: Path) -> None:
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path / "data", tmp_path / "data" / "media"
    settings.CELERY_BROKER_URL = "filesystem://"
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"control_folder": str(tmp_path / "data" / "queue" / "control")}
    preparation.ensure_folders()
    assert (tmp_path / "data" / "queue" / "control").is_dir()


def test_static_files_are_collected_again_only_when_one_changed(settings: Settings, tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "site.css").write_text("a { color: red }")
    settings.DATA_DIR, settings.STATIC_ROOT = tmp_path, tmp_path / "static"
    settings.STATICFILES_DIRS = [source]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    collected = tmp_path / "static" / "site.css"

    preparation.ensure_static_files()
    assert collected.exists()

    collected.unlink()
    preparation.ensure_static_files()
    assert not collected.exists()

    (source / "site.css").write_text("a { color: rebeccapurple }")
    preparation.ensure_static_files()
    assert collected.exists()
