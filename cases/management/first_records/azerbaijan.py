"""The profile of Azerbaijan, with its indicators."""

from cases.management.first_records import article
from cases.management.first_records.shapes import Indicator, Profile

# The article gives no year for its figures, but gives them in the present tense, late in 2017.
YEAR = "2017"

AZERBAIJAN = Profile(
    country="AZ",
    summary=(
        "Independent civil society may soon be gone from Azerbaijan, an article written late in 2017 "
        "warns: hardly any money from abroad reaches NGOs, critics are prosecuted, and many people have "
        "gone into exile."
    ),
    narrative=(
        "The government takes care of its image abroad, the source says, and grants favours to this end; "
        "the research network OCCRP reported that members of the Council of Europe’s parliamentary "
        "assembly had allegedly been bribed.\n\n"
        "News comes from state media almost alone. Those who report independently have faced more "
        "prosecutions, stigma and smears online from 2014 on, the year in which one criminal case "
        "reached hundreds of NGOs. Leading activists were arrested.\n\n"
        "Defence in court is hard to find, since there are few lawyers, and a draft law of October 2017 "
        "would admit none but members of the Bar Association. Many people have left for Georgia, "
        "Ukraine, the Netherlands or Germany; they felt safe there until 2017.\n\n"
        "The source is dated 23 March 2023, but for it January 2018 is still to come: read all of this "
        "as the state of late 2017."
    ),
    claims={
        "summary": (article.INDEPENDENT_WORK, article.FUNDING, article.FORCED_OUT),
        "narrative-1": (article.REPUTATION, article.UNCOVERED, article.BRIBES),
        "narrative-2": (
            article.STATE_MEDIA,
            article.SINCE_2014,
            article.TAKEN_UP,
            article.SUMMONED,
            article.ARRESTED,
        ),
        "narrative-3": (article.LAWYER_DENSITY, article.DRAFT_LAW, article.EXILE, article.SAFE_ABROAD),
        "narrative-4": (article.IN_FORCE,),
    },
    indicators=(
        Indicator(
            "press_freedom_rank",
            162,
            out_of=180,
            year=YEAR,
            remark=(
                "In the index of Reporters Without Borders. The source gives no year; it was written "
                "late in 2017."
            ),
            cited=(article.RANK,),
        ),
        Indicator(
            "lawyers_total",
            900,
            year=YEAR,
            remark=(
                "Members of the Bar Association. The source gives no year: it speaks of the present, "
                "late in 2017."
            ),
            cited=(article.LAWYERS,),
        ),
        Indicator(
            "lawyers_per_100000",
            9,
            compared_with="European average",
            compared_value=165,
            year=YEAR,
            remark="The source gives no year: it speaks of the present, late in 2017.",
            cited=(article.LAWYER_DENSITY,),
        ),
    ),
    note=(
        "The Heydar Aliyev Foundation, which the source names as a sponsor, has no record: no case or "
        "event needs it."
    ),
)
