from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from cases.reference.load import load_reference
from cases.reference.models import Effect, Term, TermLabel, Vocabulary

Queries = Callable[[int], AbstractContextManager[object]]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _reference(db: None) -> None:
    load_reference()


def term(vocabulary: str, code: str) -> Term:
    return Term.objects.get(vocabulary=vocabulary, code=code)


# What records, addresses and other modules rely on. A code may be added here, never taken away.
CODES = {
    "case_type": """
        liberty arbitrary_detention abduction enforced_disappearance psychiatric conscription
        body killing attempted_killing custody_death torture assault sexual_violence
        legal criminal administrative slapp tax_audit extradition
        association registration_refused suspension liquidation designation funding raid
        expression site_block outlet_closed publication_ban accreditation equipment
        movement travel_ban entry_ban expulsion citizenship
        profession disbarment dismissal work_ban
        pressure questioning threat smear surveillance online relatives
        law unknown""",
    "case_status": "active suspended ended unknown",
    "redress": "none partial full not_due unknown",
    "event_kind": """
        summons questioning search seizure arrest abduction transfer ill_treatment hunger_strike health
        release exchange escape death attack threat smear wanted interpol travel_ban travel_ban_lifted
        exile return expulsion freeze unfreeze block unblock inspection closure intervention statement
        reply law election policy vote other unknown""",
    "proceeding_kind": """
        criminal administrative civil registration designation censorship tax disciplinary extradition inquiry
        constitutional international unknown""",
    "step_kind": """
        opened suspected charged charge_added requalified remand bail indicted trial hearing
        convicted acquitted partly_convicted dropped
        appeal upheld reduced increased converted quashed remitted retrial final
        pardoned amnestied parole served rehabilitated
        warned filed granted refused suspended struck_off listed delisted lapsed
        lodged communicated opinion violation no_violation inadmissible settled execution
        unknown""",
    "sanction_kind": """
        prison administrative_arrest house_arrest restricted_freedom forced_labour fine damages confiscation
        activity_ban travel_ban citizenship_loss liquidation life death conviction_only unknown""",
    "detention_kind": """
        police administrative pretrial extradition prison colony psychiatric immigration incommunicado captive
        house_arrest supervision open_colony unknown""",
    "role": """
        affected target defendant respondent victim relative_of collateral
        acting authority investigator prosecutor judge court custodian alleged_perpetrator perpetrator suspect
        claimant requesting
        helping lawyer witness expert observer supporter intervener employer""",
    "organization_kind": """
        ngo informal media union party law_office bar ministry parliament prosecutor investigator police
        security border tax regulator court prison military armed_group de_facto igo intl_court company
        platform donor other unknown""",
    "organization_status": """
        registered refused unregistered suspended liquidated struck_off listed in_exile unknown""",
    "occupation": """
        journalist editor blogger media_worker photographer lawyer human_rights_defender activist ngo_staff
        election_monitor academic writer artist politician official judge prosecutor police_officer student
        business other unknown""",
    "country_role": "lead place host requested requesting forum accomplice unknown",
    "case_relation": """
        part_of severed_from joined_with retaliation_for follows same_event relatives_case unknown""",
    "certainty": "established reported alleged disputed unknown",
    "visibility_basis": """
        consent next_of_kin guardian office own_publicity widely_reported public_interest not_reachable""",
    "source_kind": """
        court_document official media_report ngo_report igo_document interview letter social_media photo_video
        book data_set other unknown""",
    "source_reliability": "A B C D E F",
    "claim_reliability": "1 2 3 4 5 6",
    "gender": "woman man unknown",
    "indicator": "press_freedom_rank lawyers_total lawyers_per_100000",
    "affected": "people journalists human_rights_defenders lawyers ngos outlets sites",
    "link_to_work": "for_work unrelated unknown",
    "tag": "",
}

# Lists in which `unknown` says nothing: a role is left empty, nobody is named on an unknown basis, the
# Admiralty code has its own F and 6, indicators are measured and tags are free.
WITHOUT_UNKNOWN = {"role", "visibility_basis", "source_reliability", "claim_reliability", "indicator", "tag"}


@pytest.mark.parametrize("vocabulary", Vocabulary.values)
def test_every_promised_code_is_there(vocabulary: str) -> None:
    codes = {each.code for each in Term.objects.of(vocabulary)}
    assert set(CODES[vocabulary].split()) <= codes
    assert ("unknown" in codes) is (vocabulary not in WITHOUT_UNKNOWN)


def test_every_term_is_labelled_in_three_languages() -> None:
    for each in Term.objects.with_labels():
        assert {translation.language for translation in each.translations.all()} >= {"az", "ru"}, each.code


def test_a_reader_of_another_language_gets_english_rather_than_nothing() -> None:
    abduction = term("case_type", "abduction")
    assert abduction.labels(["en", "az", "ru", "fr"]) == {
        "en": "Abduction",
        "az": "Adam oğurluğu",
        "ru": "Похищение",
        "fr": "Abduction",
    }
    assert abduction.name("ru-ru") == "Похищение"
    with translation.override("az"):
        assert str(abduction) == "Adam oğurluğu"


def test_a_list_with_labels_and_ancestors_costs_two_queries(django_assert_num_queries: Queries) -> None:
    # 2 queries: the terms with those above them, their labels
    with django_assert_num_queries(2):
        for each in Term.objects.of("role"):
            each.labels(["en", "az", "ru"])
            each.ancestors_codes()
            each.has_effect(Effect.CUSTODY)


def test_a_filter_on_the_upper_level_finds_all_below() -> None:
    own = Term.objects.create(
        vocabulary="case_type", code="border_kidnap", label="Kidnap", parent=term("case_type", "abduction")
    )
    assert own.ancestors_codes() == ("border_kidnap", "abduction", "liberty")
    within = {each.code for each in Term.objects.of("case_type").within("liberty")}
    assert {"liberty", "abduction", "psychiatric", "border_kidnap"} <= within
    assert not {"killing", "legal"} & within
    assert {each.code for each in Term.objects.of("case_type").within("abduction")} == {
        "abduction",
        "border_kidnap",
    }


def test_the_desks_own_term_stands_below_its_parent_and_counts_as_it_does() -> None:
    Term.objects.create(
        vocabulary="event_kind",
        code="raid_arrest",
        label="Arrest in a raid",
        parent=term("event_kind", "arrest"),
    )
    codes = [each.code for each in Term.objects.of("event_kind")]
    assert codes[codes.index("arrest") :][:3] == ["arrest", "raid_arrest", "abduction"]
    opens = {each.code for each in Term.objects.of("event_kind").with_effect(Effect.OPENS_DETENTION)}
    assert opens == {"arrest", "abduction", "raid_arrest"}
    assert term("event_kind", "raid_arrest").has_effect(Effect.OPENS_DETENTION)


@pytest.mark.parametrize(
    ("vocabulary", "effect", "codes"),
    [
        ("event_kind", Effect.CLOSES_DETENTION, "release exchange escape death"),
        (
            "detention_kind",
            Effect.CUSTODY,
            """police administrative pretrial extradition prison colony psychiatric immigration incommunicado
            captive""",
        ),
        (
            "step_kind",
            Effect.SETS_STAGE,
            """opened suspected charged indicted trial appeal remitted retrial final served filed suspended
            lodged communicated execution""",
        ),
        (
            "step_kind",
            Effect.SETS_OUTCOME,
            """convicted acquitted partly_convicted dropped found_liable upheld reduced increased converted
            quashed pardoned amnestied parole rehabilitated granted refused struck_off listed delisted lapsed
            opinion violation no_violation inadmissible settled""",
        ),
        ("visibility_basis", Effect.NEEDS_TEXT, "public_interest"),
        ("visibility_basis", Effect.LOOK_AGAIN, "not_reachable"),
    ],
)
def test_what_code_does_about_a_term(vocabulary: str, effect: str, codes: str) -> None:
    assert {each.code for each in Term.objects.of(vocabulary).with_effect(effect)} == set(codes.split())


def test_only_one_side_of_a_case_counts_as_targeted() -> None:
    targeted = {each.code for each in Term.objects.of("role").within("affected")}
    assert {"target", "defendant", "victim", "relative_of"} <= targeted
    assert not {"authority", "judge", "perpetrator", "lawyer", "witness"} & targeted


def test_a_group_comes_before_its_terms_and_unknown_comes_last() -> None:
    Term.objects.create(vocabulary="case_type", code="housing", label="Loss of housing")
    codes = [each.code for each in Term.objects.of("case_type")]
    assert codes[:2] == ["liberty", "arbitrary_detention"]
    assert codes[-2:] == ["housing", "unknown"]


def test_a_retired_term_is_no_longer_offered_but_keeps_its_name() -> None:
    Term.objects.filter(vocabulary="occupation", code="business").update(retired=True)
    assert "business" not in {each.code for each in Term.objects.of("occupation")}
    assert term("occupation", "business").name("en") == "Businessperson"


def test_a_term_hangs_only_where_it_can() -> None:
    elsewhere = Term(vocabulary="role", code="x", label="X", parent=term("case_type", "liberty"))
    with pytest.raises(ValidationError, match="same vocabulary"):
        elsewhere.full_clean()

    liberty = term("case_type", "liberty")
    liberty.parent = term("case_type", "abduction")
    with pytest.raises(ValidationError, match="below itself"):
        liberty.full_clean()

    body = term("case_type", "body")
    body.parent = term("case_type", "abduction")
    with pytest.raises(ValidationError, match="three levels"):
        body.full_clean()


def test_the_database_refuses_a_code_twice_and_a_term_below_itself() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.create(vocabulary="role", code="target", label="Target again")
    target = term("role", "target")
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.filter(pk=target.pk).update(parent=target)
    with pytest.raises(IntegrityError), transaction.atomic():
        TermLabel.objects.create(term=target, language="en", label="Twice English")
