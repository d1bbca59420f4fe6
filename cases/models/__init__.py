"""The working record: what researchers know, a file a subject. Nothing here is public."""

from cases.models.affected import Affected
from cases.models.cases import Case, CaseCountry, CaseRelation, CaseText, Participation
from cases.models.detentions import Detention
from cases.models.editorial import Publishable, State
from cases.models.events import Event, EventText, LawStep
from cases.models.names import NameKey, NameKind
from cases.models.organizations import (
    Domain,
    LegalStatus,
    Organization,
    OrganizationName,
    OrganizationText,
)
from cases.models.people import Person, PersonName, PersonText
from cases.models.proceedings import (
    Charge,
    Correction,
    Proceeding,
    ProceedingNumber,
    ProceedingParty,
    Sanction,
    Step,
    StepOfficial,
)
from cases.models.profiles import Indicator, Profile, ProfileText
from cases.models.provisions import Provision, ProvisionTitle
from cases.models.reviews import Dismissal, Mask, Review
from cases.models.sources import Citation, CitationUse, Source
from cases.models.visibility import Visibility, Visible

__all__ = [
    "Affected",
    "Case",
    "CaseCountry",
    "CaseRelation",
    "CaseText",
    "Charge",
    "Citation",
    "CitationUse",
    "Correction",
    "Detention",
    "Dismissal",
    "Domain",
    "Event",
    "EventText",
    "Indicator",
    "LawStep",
    "LegalStatus",
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
    "ProceedingParty",
    "Profile",
    "ProfileText",
    "Provision",
    "ProvisionTitle",
    "Publishable",
    "Review",
    "Sanction",
    "Source",
    "State",
    "Step",
    "StepOfficial",
    "Visibility",
    "Visible",
]
