from django.template import engines
from django.test import RequestFactory
from pytest_django import Settings


def test_a_page_names_its_publisher(settings: Settings) -> None:
    settings.ATLAS_PUBLISHER = "Bakı Watch"
    page = engines["django"].from_string("{{ site.publisher }}, {{ site.licence }}")
    assert page.render(request=RequestFactory().get("/")) == "Bakı Watch, CC BY 4.0"
