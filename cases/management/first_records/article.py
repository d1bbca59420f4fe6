"""The source of the first records: one article, and the places in it that claims rest on.

The words in quotation marks are the article's own, misspellings included.
"""

from cases.management.first_records.shapes import Place

TITLE = "Zivilgesellschaft im Exil"
AUTHOR = "Maren Leifker"
PUBLISHED = "2023-03-23"
LANGUAGE = "en"
NOTE = """\
An English text under a German title. It is dated 23 March 2023 and was written late in 2017: October 2017 is
its recent past, January 2018 is still to come. So nothing in it is news of any year after 2017.

We hold the text without address and publisher; enter both when somebody finds them. “NGO report”: the author
is introduced as a business and human rights officer, and the text offers readers a report named Atlas of
Civil Society."""

_OPENING = "Opening paragraph"
INDEPENDENT_WORK = Place(_OPENING, "There may soon be no independent civil society work left in Azerbaijan.")
FUNDING = Place(
    _OPENING, "has virtually cut off NGOs from foreign funding and systematically persecutes critics"
)
FORCED_OUT = Place(_OPENING, "many are forced into exile")

_POLITICS = "“The Political Situation in Azerbaijan”"
REPUTATION = Place(
    f"{_POLITICS}, paragraph 1", "to burnish Azerbaijan's international reputation through targeted favors"
)
UNCOVERED = Place(
    f"{_POLITICS}, paragraph 2",
    "the international research network Organized Crime and Corruption Reporting Project (OCCRP) uncovered",
)
BRIBES = Place(
    f"{_POLITICS}, paragraph 2",
    "numerous members of the Parliamentary Assembly of the Council of Europe (PACE), who are sent by the "
    "national parliaments of the Council of Europe members, were bribed",
)

_NGOS_1, _NGOS_2 = (f"“Repression against NGOs”, paragraph {number}" for number in (1, 2))
ELECTION_OF_2013 = Place(_NGOS_1, "MPs described the 2013 election as “free, fair and transparent.”")
CHAIRMANSHIP = Place(
    _NGOS_1,
    "In the year following the election, when Azerbaijan held the presidency of the Council of Europe",
)
TAKEN_UP = Place(
    _NGOS_1,
    "The department of the Prosecutor General's Office of Azerbaijan responsible for capital crimes took "
    "up the "
    "so-called NGO Case No. 142006023.",
)
SUMMONED = Place(
    _NGOS_1,
    "Hundreds of NGOs active in the fields of democracy, human rights, election monitoring, legal advice "
    "and "
    "media freedom were summoned for questioning",
)
ARRESTED = Place(
    _NGOS_2,
    "Leading activists who did not manage to flee abroad in time or did not want to leave their homes "
    "were "
    "arrested on flimsy charges.",
)
SENTENCED = Place(_NGOS_2, "Many of them were sentenced to several years in prison.")
RESOLUTION = Place(
    _NGOS_2,
    "a PACE resolution to release political prisoners in Azerbaijan failed to pass because the majority "
    "of "
    "parliamentarians voted against it",
)
RELEASED = Place(
    _NGOS_2,
    "released some of the more prominent prisoners in a symbolic act in 2016, many remained in custody",
)

_EXPULSION = "“Threat of expulsion from the Council of Europe”"
RULINGS = Place(_EXPULSION, "consistently refuses to implement rulings of the European Court of Human Rights")
EXPULSION = Place(
    _EXPULSION,
    "proceedings to expel the country from the Council of Europe were initiated in October 2017",
)
ELECTION_OF_2018 = Place(_EXPULSION, "Elections will be held in Azerbaijan in October 2018.")
AMENDMENT = Place(
    _EXPULSION, "a fourth term, which has been seven years since a constitutional amendment in 2016"
)
RENEWED_WAVE = Place(
    _EXPULSION,
    "A renewed wave of repression against civil society actors critical of elections is expected.",
)

_PRESS = "“Dissenting opinions unwelcome”"
RANK = Place(_PRESS, "ranks 162nd out of 180 countries in Reporters Without Borders' press freedom index")
STATE_MEDIA = Place(_PRESS, "state television and the state press have a monopoly on reporting")
HOUSING = Place(_PRESS, "he would provide free housing for more than 250 journalists")
SINCE_2014 = Place(
    _PRESS,
    "subject to increased legal persecution, stigmatization and defamation via social media since 2014",
)

_LAWYERS = "“Legal protection more difficult”"
DRAFT_LAW = Place(
    _LAWYERS,
    "in October 2017 the Azerbaijani parliament published a draft law under which only lawyers "
    "registered with "
    "the Bar Association will be allowed to appear in court",
)
IN_FORCE = Place(_LAWYERS, "If the law enters into force in January 2018 as planned")
CONSEQUENCES = Place(
    _LAWYERS, "drastic consequences for the legal assistance of politically persecuted persons"
)
LAWYERS = Place(_LAWYERS, "900 lawyers registered with the bar association")
LAWYER_DENSITY = Place(_LAWYERS, "only nine lawyers per 100,000 inhabitants. The average in Europe is 165.")

_EXILE = "“Journalists also at risk in exile”"
EXILE = Place(_EXILE, "They flee to neighboring Georgia, Ukraine, the Netherlands or Germany.")
SAFE_ABROAD = Place(_EXILE, "thought they were relatively safe abroad")
ABDUCTED = Place(
    _EXILE,
    "In May 2017, however, investigative journalist Afgan Mukhtarli was kidnapped in Georgia, where he "
    "was living "
    "in exile, and taken to a prison in Baku.",
)
AT_KYIV_AIRPORT = Place(_EXILE, "In October 2017, journalist Fikret Huseylni was hit at Kiev airport.")
BOARDING = Place(
    _EXILE,
    "The former reporter for the anti-government newspaper Azadliq, who now has Dutch citizenship, was "
    "arrested "
    "while boarding a plane to Düsseldorf.",
)
EXTRADITION = Place(_EXILE, "He faces extradition to Azerbaijan.")
