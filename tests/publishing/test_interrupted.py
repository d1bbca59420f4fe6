"""Power cuts and several editors at once: the old version or the new one, never half; nothing lost."""

import os
import random
import signal
import time
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connections

from cases.models import Case, State
from cases.public.log import broken_links
from cases.public.models import Page, Publication, Version
from cases.publishing import workflow
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

TOO_LONG = 120  # seconds, after which whoever hangs is a failure


def in_another_process(work: Callable[[], object]) -> int:
    """Fork a process that does this work with a database connection of its own; returns its process id."""
    connections.close_all()
    pid = os.fork()
    if pid:
        return pid
    status = 1
    # A connection that is open all the same, since a browser ran in this thread before, is the parent's.
    connections["default"].connection = None
    signal.alarm(TOO_LONG)
    try:
        work()
        status = 0
    finally:
        os._exit(status)


def finished_well(pid: int) -> bool:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0


def test_kill_9_in_the_middle_of_a_publication_leaves_no_half(researcher: User, editor: User) -> None:
    case = factories.case()
    for name in ("Sevda Quliyeva", "Rauf Quliyev", "Nigar Rzayeva"):
        factories.participate(case, factories.person(name))
    factories.event(case)
    factories.published(case, researcher, editor)

    def publish_again() -> None:
        workflow.approve(Case.objects.get(pk=case.pk), by=editor, note="Something changed.")

    def submit_again() -> None:
        record = Case.objects.get(pk=case.pk)
        workflow.changed(record, by=researcher)
        workflow.submit(record, by=researcher)

    submit_again()
    started = time.monotonic()
    assert finished_well(in_another_process(publish_again))
    takes = time.monotonic() - started

    chance = random.Random(142006023)  # noqa: S311 - where to cut, not a secret
    cut_off = 0
    for _round in range(30):
        if Case.objects.get(pk=case.pk).state == State.UNCHANGED:
            submit_again()
        pid = in_another_process(publish_again)
        time.sleep(chance.uniform(0, takes))
        os.kill(pid, signal.SIGKILL)
        cut_off += not finished_well(pid)

        page = Page.objects.get(kind="case")
        newest = Version.objects.filter(kind="case").latest("version")
        assert page.version == newest.version == newest.read()["version"]
        assert Publication.objects.count() == Version.objects.count()
        assert list(broken_links()) == []
    assert cut_off > 5, "the cuts came too late to test anything"


def test_four_editors_publishing_at_once_lose_nothing(researcher: User, editor: User) -> None:
    desks = [[factories.case(f"Case {desk}.{n}") for n in range(5)] for desk in range(4)]
    for cases in desks:
        for case in cases:
            workflow.submit(case, by=researcher)
    start = time.time() + 0.3

    def publish_all(cases: list[Case]) -> None:
        time.sleep(max(0, start - time.time()))
        for case in cases:
            workflow.approve(Case.objects.get(pk=case.pk), by=editor)

    editors = [in_another_process(lambda cases=cases: publish_all(cases)) for cases in desks]  # type: ignore[misc]
    finished = [finished_well(pid) for pid in editors]
    assert all(finished)
    assert sorted(Page.objects.values_list("case__number", flat=True)) == list(range(1, 21))
    assert list(Publication.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 21))
    assert list(broken_links()) == []
