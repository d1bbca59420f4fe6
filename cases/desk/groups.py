"""Who may do what at the desk: three groups, each with all that the one before it may."""

from django.contrib.auth.models import Group, Permission
from django.db import transaction

# The working record as researchers keep it. Deleting is for rows and for drafts that were never published:
# an admin class refuses the rest, whoever asks.
WORKING = (
    *("case", "casetext", "casecountry", "caserelation", "participation"),
    *("person", "personname", "persontext", "organization", "organizationname", "organizationtext"),
    *("event", "eventtext", "proceeding", "proceedingnumber", "proceedingparty", "charge", "step"),
    *("stepofficial", "sanction", "provision", "provisiontitle", "detention", "affected"),
    *("legalstatus", "domain"),
    *("source", "citation", "citationuse", "profile", "profiletext", "indicator"),
)

RESEARCHER = frozenset(
    {f"cases.{verb}_{model}" for model in WORKING for verb in ("view", "add", "change", "delete")}
    | {
        "cases.submit_record",
        "cases.view_review",
        "cases.view_mask",
        "cases.view_dismissal",
        "cases.view_correction",
    }
    | {"reference.view_country", "reference.view_term", "reference.view_termlabel"}
)
EDITOR = RESEARCHER | {
    "cases.review_record",
    "cases.withdraw_record",
    "cases.redact_record",
    "cases.hide_person",
    "cases.hide_organization",
}
ADMINISTRATOR = (
    EDITOR
    | {f"auth.{verb}_{model}" for model in ("user", "group") for verb in ("view", "add", "change")}
    | {f"reference.{verb}_term" for verb in ("add", "change", "delete")}
    | {f"reference.{verb}_termlabel" for verb in ("add", "change", "delete")}
)

GROUPS = {"researcher": RESEARCHER, "editor": EDITOR, "administrator": ADMINISTRATOR}


@transaction.atomic
def ensure_groups() -> None:
    """Give the groups exactly the permissions above. An exception for somebody is a group of its own."""
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    for name, wanted in GROUPS.items():
        group, _created = Group.objects.get_or_create(name=name)
        missing = wanted - known.keys()
        if missing:
            raise LookupError(f"No model declares {', '.join(sorted(missing))}.")
        group.permissions.set([known[permission] for permission in sorted(wanted)])
