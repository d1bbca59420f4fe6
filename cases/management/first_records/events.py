"""What happened in the country and around it: events with pages of their own, of no single case."""

from cases.management.first_records import article
from cases.management.first_records.shapes import Event

ELECTION_OF_2013 = Event(
    title="Election of 2013",
    kind="election",
    date="2013",
    text=(
        "Members of parliament, whom the source does not name, called it “free, fair and transparent”. "
        "The source itself speaks of obvious inconsistencies."
    ),
    concerns=("AZ",),
    cited=(article.ELECTION_OF_2013,),
)

CHAIRMANSHIP = Event(
    title="Azerbaijan chairs the Council of Europe",
    kind="other",
    date="2014",
    text=(
        "The chair fell to Azerbaijan in the year after its election. In that same year the country’s "
        "NGOs met with repression on a scale not known before."
    ),
    concerns=("AZ",),
    cited=(article.ELECTION_OF_2013, article.CHAIRMANSHIP),
    note="The year is the source’s “year following” the election of 2013. It does not give the months.",
)

RESOLUTION = Event(
    title="Resolution on political prisoners fails",
    kind="vote",
    text=(
        "The Council of Europe’s Parliamentary Assembly voted on a resolution for the release of "
        "political prisoners in Azerbaijan. Most members voted no. The source gives no date."
    ),
    concerns=("AZ",),
    cited=(article.RESOLUTION,),
)

RELEASES = Event(
    title="Some better-known prisoners released",
    kind="release",
    date="2016",
    text=(
        "The source calls the releases symbolic and names none of those freed. Many others stayed in custody."
    ),
    country="AZ",
    cited=(article.RELEASED,),
    note="Of political prisoners in general: the source does not say that all of them were held in one case.",
)

AMENDMENT = Event(
    title="Constitution amended",
    kind="law",
    date="2016",
    text="Since this amendment the president’s term of office lasts seven years.",
    country="AZ",
    cited=(article.AMENDMENT,),
)

HOUSING = Event(
    title="Free housing announced for more than 250 journalists",
    kind="policy",
    date="2017-07",
    text=(
        "By the president. Nearly all of those who are to benefit work for media close to the "
        "government, the source says."
    ),
    country="AZ",
    cited=(article.HOUSING,),
)

EXPULSION = Event(
    title="Proceedings to expel Azerbaijan from the Council of Europe begin",
    kind="intervention",
    date="2017-10",
    text=(
        "The ground is that judgments of the European Court of Human Rights, some of them on freeing "
        "political prisoners, were not carried out. Never before has the Council of Europe used this "
        "procedure."
    ),
    concerns=("AZ",),
    cited=(article.EXPULSION, article.RULINGS),
)

DRAFT_LAW = Event(
    title="Draft law: only members of the bar may appear in court",
    kind="law",
    date="2017-10",
    text=(
        "Parliament published the draft. Lawyers who are not in the Bar Association could no longer "
        "stand before a court. The law was planned to apply from January 2018; whether it does, the "
        "source cannot know."
    ),
    country="AZ",
    cited=(article.DRAFT_LAW, article.IN_FORCE),
)

ELECTION_OF_2018 = Event(
    title="Election due in October 2018",
    kind="election",
    date="2018-10",
    text=(
        "Announced, and still to come when the source was written. Its author expects the president to "
        "seek a fourth term, and new repression of those who criticize elections."
    ),
    concerns=("AZ",),
    cited=(article.ELECTION_OF_2018, article.AMENDMENT, article.RENEWED_WAVE),
    note=(
        "As announced: the record says nothing of whether and how it took place. Look for a source of "
        "that day."
    ),
)

EVENTS = (
    ELECTION_OF_2013,
    CHAIRMANSHIP,
    RESOLUTION,
    RELEASES,
    AMENDMENT,
    HOUSING,
    EXPULSION,
    DRAFT_LAW,
    ELECTION_OF_2018,
)
