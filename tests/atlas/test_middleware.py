import pytest
from django.contrib.auth.models import User
from django.test import Client

PUBLIC = ["/", "/cases/", "/about/", "/methodology/", "/nowhere/", "/cases/?contry=AZ"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_knows_no_visitor_even_one_who_is_signed_in(client: Client, path: str) -> None:
    client.force_login(User.objects.create_user("researcher", is_staff=True))
    signed_in = client.cookies["sessionid"].value

    answer = client.get(path)

    assert not hasattr(answer.wsgi_request, "user")
    assert not hasattr(answer.wsgi_request, "session")
    assert "Cookie" not in answer.get("Vary", "")
    assert client.cookies["sessionid"].value == signed_in
    assert not answer.cookies


@pytest.mark.django_db
def test_the_desk_knows_her_and_keeps_its_cookies_to_itself(client: Client) -> None:
    client.force_login(User.objects.create_user("researcher", is_staff=True))
    assert client.get("/desk/").wsgi_request.user.username == "researcher"

    answer = Client().get("/desk/login/")
    assert {cookie["path"] for cookie in answer.cookies.values()} == {"/desk/"}


@pytest.mark.django_db
@pytest.mark.parametrize("room", ["/cases/", "/desk/"])
def test_a_query_longer_than_any_filter_is_refused(client: Client, room: str) -> None:
    answer = client.get(f"{room}?q={'q' * 8192}")
    assert answer.status_code == 400
    assert "'none'" in answer["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/cases/%00/", "/cases/?q=%00", "/desk/%00/"])
def test_a_nul_byte_is_refused(client: Client, path: str) -> None:
    assert client.get(path).status_code == 400


@pytest.mark.django_db
def test_a_page_asks_nobody_else_and_can_be_framed_by_nobody(client: Client) -> None:
    answer = client.get("/nowhere/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "http" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db  # the page says whether the site holds invented records
def test_a_form_sent_from_another_site_is_refused() -> None:
    assert Client(enforce_csrf_checks=True).post("/desk/login/").status_code == 403


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["/", "/cases/", "/about/", "/nowhere/"])
def test_a_public_page_is_read_and_nothing_else(path: str, method: str) -> None:
    answer = getattr(Client(enforce_csrf_checks=True), method)(path)

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert "Pages here can only be read" in answer.content.decode()
    assert "default-src 'none'" in answer["Content-Security-Policy"]


@pytest.mark.django_db
def test_an_unknown_host_is_one_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    answer = Client(raise_request_exception=False).get("/about/", headers={"host": "evil.example"})

    assert answer.status_code == 400
    (record,) = [one for one in caplog.records if one.name == "django.security.DisallowedHost"]
    assert "evil.example" in record.getMessage() and record.exc_info is None
