"""The working record: what researchers know, a file a subject. Nothing here is public."""

from cases.models.cases import Case, CaseCountry, CaseRelation, CaseText, Participation
from cases.models.editorial import Publishable, State
from cases.models.events import Event, EventText
from cases.models.names import NameKey, NameKind
from cases.models.organizations import Organization, OrganizationName, OrganizationText
from cases.models.people import Person, PersonName, PersonText
from cases.models.proceedings import Proceeding, ProceedingNumber
from cases.models.profiles import Indicator, Profile, ProfileText
from cases.models.reviews import Dismissal, Mask, Review
from cases.models.sources import Citation, CitationUse, Source
from cases.models.visibility import Visibility, Visible

__all__ = [
    "Case",
    "CaseCountry",
    "CaseRelation",
    "CaseText",
    "Citation",
    "CitationUse",
    "Dismissal",
    "Event",
    "EventText",
    "Indicator",
    "Mask",
    "NameKey",
    "NameKind",
    "Organization",
    "OrganizationName",
    "OrganizationText",
    "Participation",
    "Person",
    "PersonName",
    "PersonText",
    "Proceeding",
    "ProceedingNumber",
    "Profile",
    "ProfileText",
    "Publishable",
    "Review",
    "Source",
    "State",
    "Visibility",
    "Visible",
]
