"""Two workers and one mail: two connections, real commits."""

from collections.abc import Iterator
from threading import Barrier, Thread

import pytest
from django.db import connection

from portal.mail.models import OutgoingMail
from tests.mail.factories import OutgoingMailFactory

pytestmark = pytest.mark.postgresql

MAILS = 20
WORKERS = 4


@pytest.fixture
def waiting(committing: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Mails in committed rows, which other connections see too; gone again after the test."""
    monkeypatch.setattr("portal.mail.outbox.wake", lambda task: None)
    OutgoingMailFactory.create_batch(MAILS)
    yield
    OutgoingMail.objects.all().delete()


@pytest.mark.usefixtures("waiting")
def test_workers_that_start_at_once_claim_each_mail_once() -> None:
    start = Barrier(WORKERS)
    claimed: list[int] = []

    def work() -> None:
        start.wait(10)
        while mail := OutgoingMail.objects.claim():
            claimed.append(mail.pk)
        connection.close()

    workers = [Thread(target=work) for _ in range(WORKERS)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)

    assert len(claimed) == len(set(claimed)) == MAILS
    assert set(OutgoingMail.objects.values_list("attempts", flat=True)) == {1}
