"""A researcher writes a case, in any order, and keeps every line."""

from django.test import Client

from cases.models import Case
from tests.desk.form import Form, created


def test_a_working_title_alone_makes_a_draft(leyla: Client) -> None:
    form = Form(leyla, "/desk/cases/case/add/")
    form["working_title"] = "A blogger in Ganja"

    case = Case.objects.get(pk=created(form.post()))

    assert (case.working_title, case.state, case.revision) == ("A blogger in Ganja", "draft", 1)
    assert case.changed_by is not None and case.changed_by.username == "leyla"
