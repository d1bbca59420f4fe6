"""The organizations and bodies that the article names."""

from cases.management.first_records import article
from cases.management.first_records.shapes import Name, Organization, alias, also

PROSECUTOR_GENERAL = Organization(
    names=(
        Name("Prosecutor General’s Office of Azerbaijan"),
        also("Azərbaycan Respublikasının Baş Prokurorluğu", "az"),
        also("Генеральная прокуратура Азербайджанской Республики", "ru"),
    ),
    kind="prosecutor",
    basis="office",
    country="AZ",
    description="Its department for capital (grave) crimes conducted NGO Case No. 142006023.",
    cited=(article.TAKEN_UP,),
)

PARLIAMENT = Organization(
    names=(
        Name("Parliament of Azerbaijan"),
        also("Azərbaycan Respublikasının Milli Məclisi", "az"),
        also("Милли меджлис Азербайджанской Республики", "ru"),
        alias("Milli Majlis"),
    ),
    kind="parliament",
    basis="office",
    country="AZ",
    description=(
        "It published the draft law of October 2017 that reserves the courts for members of the Bar "
        "Association."
    ),
    cited=(article.DRAFT_LAW,),
)

BAR_ASSOCIATION = Organization(
    names=(
        Name("Bar Association of Azerbaijan"),
        also("Azərbaycan Respublikasının Vəkillər Kollegiyası", "az"),
        also("Коллегия адвокатов Азербайджанской Республики", "ru"),
    ),
    kind="bar",
    basis="office",
    country="AZ",
    description="The association of lawyers. It had 900 members when the source was written, late in 2017.",
    cited=(article.DRAFT_LAW, article.LAWYERS),
)

COUNCIL_OF_EUROPE = Organization(
    names=(
        Name("Council of Europe"),
        also("Avropa Şurası", "az"),
        also("Совет Европы", "ru"),
        also("Conseil de l’Europe", "fr"),
    ),
    kind="igo",
    basis="office",
    description=(
        "An organization of states. Azerbaijan held its chair in 2014; in October 2017 proceedings began "
        "that may end with the country’s expulsion."
    ),
    cited=(article.CHAIRMANSHIP, article.EXPULSION),
)

PARLIAMENTARY_ASSEMBLY = Organization(
    names=(
        Name("Parliamentary Assembly of the Council of Europe"),
        also("Avropa Şurasının Parlament Assambleyası", "az"),
        also("Парламентская ассамблея Совета Европы", "ru"),
        also("Assemblée parlementaire du Conseil de l’Europe", "fr"),
        alias("PACE"),
        alias("AŞPA", "az"),
        alias("ПАСЕ", "ru"),
    ),
    kind="igo",
    basis="office",
    parent=COUNCIL_OF_EUROPE,
    description=(
        "Parliaments of the member states send its members. A resolution on political prisoners in "
        "Azerbaijan found no majority there."
    ),
    cited=(article.BRIBES, article.RESOLUTION),
)

COURT_OF_HUMAN_RIGHTS = Organization(
    names=(
        Name("European Court of Human Rights"),
        also("Avropa İnsan Hüquqları Məhkəməsi", "az"),
        also("Европейский суд по правам человека", "ru"),
        also("Cour européenne des droits de l’homme", "fr"),
    ),
    kind="intl_court",
    basis="office",
    description=(
        "Azerbaijan does not carry out its rulings, the source says, among them those on freeing "
        "political prisoners."
    ),
    cited=(article.RULINGS,),
)

OCCRP = Organization(
    names=(
        Name("Organized Crime and Corruption Reporting Project"),
        also("Mütəşəkkil Cinayətkarlıq və Korrupsiyanı Araşdırma Layihəsi", "az"),
        also("Центр по исследованию коррупции и организованной преступности", "ru"),
        alias("OCCRP"),
    ),
    kind="media",
    basis="own_publicity",
    description=(
        "An international network that does research. By its account many members of the Council of "
        "Europe’s Parliamentary Assembly allegedly took bribes."
    ),
    cited=(article.UNCOVERED, article.BRIBES),
)

REPORTERS_WITHOUT_BORDERS = Organization(
    names=(
        Name("Reporters Without Borders"),
        also("Sərhədsiz Reportyorlar", "az"),
        also("Репортёры без границ", "ru"),
        also("Reporters sans frontières", "fr"),
        alias("RSF", "fr"),
    ),
    kind="ngo",
    basis="own_publicity",
    description="It publishes the press freedom index, in which the source finds Azerbaijan 162nd of 180.",
    cited=(article.RANK,),
)

AZADLIQ = Organization(
    names=(
        Name("Azadliq"),
        also("Azadlıq", "az"),
        also("Азадлыг", "ru"),
    ),
    kind="media",
    basis="widely_reported",
    country="AZ",
    description="A newspaper that the source calls anti-government.",
    cited=(article.BOARDING,),
)

ORGANIZATIONS = (
    PROSECUTOR_GENERAL,
    PARLIAMENT,
    BAR_ASSOCIATION,
    COUNCIL_OF_EUROPE,  # before its assembly
    PARLIAMENTARY_ASSEMBLY,
    COURT_OF_HUMAN_RIGHTS,
    OCCRP,
    REPORTERS_WITHOUT_BORDERS,
    AZADLIQ,
)
