"""Reading calls, and answering one."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from django_htmx.http import push_url

from network.actions.calls import (
    CallClosedError,
    CallFullError,
    TooManyCallsError,
    answer_call,
    withdraw_answer,
)
from network.calls.forms import AnswerForm, ThanksForm
from network.calls.limits import ANSWERS_A_DAY
from network.calls.permissions import is_full, may_answer, may_manage, may_publish
from network.calls.searching import SORT_LABELS, CallSearch, groups_of, label_of
from network.models import Call, Member
from network.profile import profile_for, reader_of
from portal.accounts.models import User
from portal.vocabulary.languages import current_language
from search.addresses import elsewhere, results_page
from search.answering import around
from search.finding import close_to, find
from search.queries import Sort, Viewer


def calls(request: HttpRequest) -> HttpResponse:
    """The open calls that the reader may find. The address is the whole state."""
    language, base = current_language(), reverse("network:calls")
    search = CallSearch.read(request.GET)
    if there := elsewhere(request, search, base):
        return there
    results = find(search.query(Viewer.of(request.user), language))
    page = results_page(results)
    if page.number != search.page:
        return redirect(base + search.on_page(page.number).querystring)
    context = {
        "search": search,
        "results_page": page,
        **around(search, results, label_of(results, language), base),
        "close": close_to(results),
        "groups": groups_of(results),
        "clear_url": base,
        "sorts": [("" if sort == Sort.RELEVANCE else sort.value, words) for sort, words in SORT_LABELS.items()],
        "may_publish": may_publish(_member(request)),
    }
    return push_url(render(request, "network/calls/calls.html", context), base + search.querystring)


def call(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One call. Its author reads the answers below it, other members answer there."""
    found = _seen(request, pk)
    form = AnswerForm(request.POST) if request.method == "POST" else None
    if form and form.is_valid() and _answer(request, found, form):
        return redirect(found)
    context = shown(request, found, **({"form": form} if form else {}))
    return render(request, "network/calls/call.html", context, status=422 if form and form.errors else 200)


def shown(request: HttpRequest, found: Call, **given: Any) -> dict[str, Any]:
    """What the page of a call is drawn from."""
    author, own = found.author, may_manage(request.user, found)
    answer = found.answers.of(request.user).first()
    return {
        "call": found,
        "author": profile_for(author, reader_of(author, request.user)),
        "own": own,
        "answer": answer,
        "form": AnswerForm(initial={"text": answer.text} if answer else None),
        "may_answer": may_answer(_member(request), found),
        "is_full": is_full(found),
        "answers": found.answers.shown().shortlisted_first().select_related("member") if own else [],
        "thanks_form": ThanksForm() if own else None,
        **given,
    }


@require_POST
@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's answer back."""
    assert isinstance(request.user, User)
    found = _seen(request, pk)
    withdraw_answer(found, acting_user=request.user)
    messages.success(request, _("Your answer is deleted."))
    is_seen = Call.objects.visible_to(request.user).filter(pk=pk).exists()
    return redirect(found if is_seen else "network:calls")


def _seen(request: HttpRequest, pk: int) -> Call:
    return get_object_or_404(Call.objects.visible_to(request.user).with_all(), pk=pk)


def _member(request: HttpRequest) -> Member | None:
    return Member.objects.of(request.user).first()


def _answer(request: HttpRequest, found: Call, form: AnswerForm) -> bool:
    """Whether it was sent; where it was not, the form says why."""
    member = _member(request)
    if member is None or not isinstance(request.user, User):
        raise PermissionDenied
    try:
        answer_call(found, member, form.cleaned_data["text"], acting_user=request.user)
    except CallFullError:
        form.add_error(None, _("This call has as many answers by now as its author can read."))
    except CallClosedError:
        form.add_error(None, _("This call is closed by now."))
    except TooManyCallsError:
        most = {"most": ANSWERS_A_DAY}
        form.add_error(None, _("You have answered %(most)d calls since yesterday. Go on tomorrow.") % most)
    else:
        messages.success(request, _("Your answer is with the author."))
        return True
    return False
