"""The cases: three that are published, one that waits for review, and one that is half done."""

from cases.management.first_records import article
from cases.management.first_records.events import DRAFT_LAW, RELEASES, RESOLUTION
from cases.management.first_records.organizations import (
    AZADLIQ,
    PARLIAMENT,
    PROSECUTOR_GENERAL,
)
from cases.management.first_records.people import AFGAN_MUKHTARLI, FIKRET_HUSEYNLI
from cases.management.first_records.shapes import (
    Affected,
    Case,
    CaseText,
    Detention,
    Event,
    Party,
    Proceeding,
    Step,
)

NGOS = Party(
    "Hundreds of NGOs for human rights, democracy, election monitoring, free media and legal advice",
    "target",
    cited=(article.SUMMONED,),
)
ACTIVISTS = Party("Leading activists", "defendant", cited=(article.ARRESTED, article.SENTENCED))

NGO_CASE = Case(
    working_title="NGO Case No. 142006023",
    texts=(
        CaseText(
            "en",
            title="NGO Case No. 142006023",
            summary=(
                "In 2014 the Prosecutor General’s Office of Azerbaijan took up one criminal case under "
                "which hundreds of non-governmental organizations were called in for questioning. "
                "Leading activists were arrested; many were given prison terms of several years."
            ),
            narrative=(
                "In 2014, the year after an election, Azerbaijan chaired the Council of Europe. In that "
                "year pressure on the country’s NGOs grew as never before. The Prosecutor General’s "
                "Office took up what is called NGO Case No. 142006023; its department for capital "
                "(grave) crimes conducted it. NGOs by the hundred had to come in and answer questions: "
                "those that worked for human rights, democracy and free media, watched elections or gave "
                "legal advice. The source sees in this an attempt to intimidate the people who worked "
                "there.\n\n"
                "Leading activists who could not get abroad in time, or chose to stay, were arrested. "
                "The source calls the charges flimsy and does not say what they were. Many of the "
                "activists went to prison for several years. How many were arrested, and who, it does "
                "not say.\n\n"
                "The Council of Europe’s Parliamentary Assembly voted down a resolution on the release "
                "of political prisoners. In 2016 some better-known prisoners were let go, symbolically, "
                "as the source puts it; many others were not. What became of them later is not known "
                "here."
            ),
        ),
        CaseText(
            "az",
            title="142006023 saylı QHT işi",
            summary=(
                "2014-cü ildə Azərbaycanın Baş Prokurorluğu bir cinayət işi başladı və bu iş üzrə "
                "yüzlərlə qeyri-hökumət təşkilatı dindirilməyə çağırıldı. Tanınmış fəallar həbs olundu, "
                "onların bir çoxu bir neçə il müddətinə azadlıqdan məhrum edildi."
            ),
        ),
        CaseText(
            "ru",
            title="Дело НПО № 142006023",
            summary=(
                "В 2014 году Генеральная прокуратура Азербайджана начала уголовное дело, по которому на "
                "допросы вызвали сотни неправительственных организаций. Ведущие активисты были "
                "арестованы, многие из них приговорены к нескольким годам лишения свободы."
            ),
        ),
    ),
    types=("criminal", "questioning", "arbitrary_detention"),
    began="2014",
    status="unknown",
    status_as_of="2016",
    claims={
        "summary": (
            article.CHAIRMANSHIP,
            article.TAKEN_UP,
            article.SUMMONED,
            article.ARRESTED,
            article.SENTENCED,
        ),
        "narrative-1": (article.CHAIRMANSHIP, article.TAKEN_UP, article.SUMMONED),
        "narrative-2": (article.ARRESTED, article.SENTENCED),
        "narrative-3": (article.RESOLUTION, article.RELEASED),
        "types": (article.TAKEN_UP, article.SUMMONED, article.ARRESTED),
        "countries": (article.TAKEN_UP,),
        "began": (article.CHAIRMANSHIP, article.TAKEN_UP),
        "status": (article.RELEASED,),
    },
    proceedings=(
        Proceeding(
            "criminal",
            number="142006023",
            authority=PROSECUTOR_GENERAL,
            cited=(article.TAKEN_UP,),
            parties=(ACTIVISTS,),
            steps=(
                Step(
                    "opened",
                    date="2014",
                    text=(
                        "The department for capital (grave) crimes of the Prosecutor General’s Office "
                        "takes up what is called NGO Case No. 142006023."
                    ),
                    cited=(article.CHAIRMANSHIP, article.TAKEN_UP),
                ),
                # No date is given: after the case was taken up in 2014, before the releases of 2016.
                Step(
                    "convicted",
                    date="[2014..2016]",
                    text=(
                        "Of some of them: many of the activists were sentenced to several years in "
                        "prison. How many people received "
                        "one, and from which court, is not said."
                    ),
                    cited=(article.SENTENCED, article.RELEASED),
                ),
            ),
        ),
    ),
    affected=(
        Affected("hundreds of NGOs", "ngos", done="questioning", cited=(article.SUMMONED,)),
        Affected("many of the leading activists", "people", done="criminal", cited=(article.SENTENCED,)),
    ),
    parties=(
        Party(
            PROSECUTOR_GENERAL,
            "authority",
            affiliation="its department for capital (grave) crimes",
            cited=(article.TAKEN_UP,),
        ),
        NGOS,
        ACTIVISTS,
    ),
    events=(
        Event(
            title="Hundreds of NGOs summoned",
            kind="summons",
            date="2014",
            text=(
                "They are to be questioned. The source calls it an attempt to intimidate the people who "
                "work for them."
            ),
            country="AZ",
            cited=(article.CHAIRMANSHIP, article.SUMMONED),
        ),
        Event(
            title="Leading activists arrested",
            kind="arrest",
            date="[2014..2016]",
            text=(
                "They had not got away soon enough, or had chosen to stay. The source calls the charges "
                "flimsy and does not say what they were."
            ),
            country="AZ",
            cited=(article.ARRESTED, article.RELEASED),
            note="No date is given: after the case was taken up in 2014, before the releases of 2016.",
        ),
    ),
    shared_events=(RESOLUTION, RELEASES),
    note=(
        "Status unknown since 2016: the last that the source says is that many stayed in custody after "
        "the releases of that year. The department’s name is a translation (“capital crimes”); look for "
        "its proper name.\n\n"
        "The election, the chairmanship and the proceedings of 2017 are not shared: the source tells of "
        "them beside the case, not as parts of it. They stand on the country’s timeline."
    ),
)

ABDUCTED_IN_EXILE = Party(
    AFGAN_MUKHTARLI,
    "target",
    affiliation="investigative journalist in exile in Georgia",
    cited=(article.ABDUCTED,),
)

MUKHTARLI = Case(
    working_title="Abduction of Afgan Mukhtarli",
    texts=(
        CaseText(
            "en",
            title="Afgan Mukhtarli abducted in Georgia and imprisoned in Baku",
            summary=(
                "Afgan Mukhtarli, an investigative journalist who lived in exile in Georgia, was "
                "abducted there in May 2017 and brought to a prison in Baku."
            ),
            narrative=(
                "Afgan Mukhtarli had gone into exile and lived in Georgia, where he was abducted in May "
                "2017. He then found himself in Azerbaijan, in a prison in Baku. Who took him, how he "
                "was brought across the border and on what ground he was held, the source does not say. "
                "Until then those who had left Azerbaijan and criticized its government had believed "
                "themselves fairly safe."
            ),
        ),
        CaseText(
            "az",
            title="Əfqan Muxtarlının Gürcüstandan oğurlanması və Bakıda həbsi",
            summary=(
                "Gürcüstanda mühacirətdə yaşayan araşdırmaçı jurnalist Əfqan Muxtarlı 2017-ci ilin may "
                "ayında orada oğurlanıb və Bakıda həbsxanaya gətirilib."
            ),
        ),
        CaseText(
            "ru",
            title="Похищение Афгана Мухтарлы в Грузии и заключение в Баку",
            summary=(
                "Журналист-расследователь Афган Мухтарлы, живший в эмиграции в Грузии, был похищен там в "
                "мае 2017 года и доставлен в тюрьму в Баку."
            ),
        ),
    ),
    types=("abduction", "arbitrary_detention"),
    began="2017-05",
    status="active",
    status_as_of="2017-05",
    countries=(("GE", "place"), ("GE", "host")),
    claims={
        "summary": (article.ABDUCTED,),
        "narrative": (article.ABDUCTED, article.SAFE_ABROAD),
        "types": (article.ABDUCTED,),
        "countries": (article.ABDUCTED,),
        "began": (article.ABDUCTED,),
        "status": (article.ABDUCTED,),
    },
    parties=(
        ABDUCTED_IN_EXILE,
        Party("Those who abducted him", "alleged_perpetrator", cited=(article.ABDUCTED,)),
    ),
    detentions=(
        Detention(
            ABDUCTED_IN_EXILE,
            "prison",
            began="2017-05",
            place="Baku",
            confirmed="2017-05",
            cited=(article.ABDUCTED,),
        ),
    ),
    events=(
        Event(
            title="Abducted in Georgia",
            kind="abduction",
            date="2017-05",
            text="Afgan Mukhtarli is seized in the country of his exile. By whom, the source does not say.",
            country="GE",
            cited=(article.ABDUCTED,),
        ),
        Event(
            title="Brought to a prison in Baku",
            kind="transfer",
            date="2017-05",
            text="The source does not say which prison, nor how he was brought there from Georgia.",
            country="AZ",
            place="Baku",
            cited=(article.ABDUCTED,),
        ),
    ),
    note=(
        "Lead country Azerbaijan: its authorities held him. That they also took him the source does not "
        "say; neither does it say that Georgia’s took part (no “accomplice”).\n\n"
        "Active as last reported in May 2017. The record knows nothing later: look for what became of "
        "him."
    ),
)

SOUGHT = Party(
    FIKRET_HUSEYNLI,
    "target",
    affiliation="journalist, formerly a reporter for Azadliq",
    cited=(article.AT_KYIV_AIRPORT, article.BOARDING),
)

HUSEYNLI = Case(
    working_title="Arrest of Fikret Huseynli at Kyiv airport",
    texts=(
        CaseText(
            "en",
            title="Fikret Huseynli arrested at Kyiv airport; extradition sought",
            summary=(
                "The journalist Fikret Huseynli, who used to report for the newspaper Azadliq and is a "
                "Dutch citizen, was arrested at Kyiv airport in October 2017 on his way to Düsseldorf. "
                "He faced extradition to Azerbaijan."
            ),
            narrative=(
                "Fikret Huseynli was about to fly from Kyiv to Düsseldorf in October 2017 when he was "
                "arrested at the airport. He faced being handed over to Azerbaijan. On what ground, and "
                "how it ended, the source does not say.\n\n"
                "The source also has the words “was hit at Kiev airport”. As it says nothing more of "
                "violence, they may mean no more than that he was the next in line; no assault is "
                "recorded here."
            ),
        ),
        CaseText(
            "az",
            title="Fikrət Hüseynlinin Kiyev hava limanında həbsi və ekstradisiya tələbi",
            summary=(
                "Əvvəllər “Azadlıq” qəzetinin müxbiri olmuş, Niderland vətəndaşı jurnalist Fikrət "
                "Hüseynli 2017-ci ilin oktyabrında Düsseldorfa yola düşərkən Kiyev hava limanında həbs "
                "olunub. Onu Azərbaycana ekstradisiya təhlükəsi gözləyirdi."
            ),
        ),
        CaseText(
            "ru",
            title="Арест Фикрета Гусейнли в аэропорту Киева и требование о его выдаче",
            summary=(
                "Журналист Фикрет Гусейнли, бывший корреспондент газеты «Азадлыг» и гражданин "
                "Нидерландов, был арестован в октябре 2017 года в аэропорту Киева при посадке на рейс в "
                "Дюссельдорф. Ему грозила выдача Азербайджану."
            ),
        ),
    ),
    types=("extradition", "arbitrary_detention"),
    began="2017-10",
    status="active",
    status_as_of="2017-10",
    countries=(("AZ", "requesting"), ("UA", "place"), ("UA", "requested")),
    claims={
        "summary": (article.AT_KYIV_AIRPORT, article.BOARDING, article.EXTRADITION),
        "narrative-1": (article.AT_KYIV_AIRPORT, article.BOARDING, article.EXTRADITION),
        "narrative-2": (article.AT_KYIV_AIRPORT,),
        "types": (article.BOARDING, article.EXTRADITION),
        "countries": (article.AT_KYIV_AIRPORT, article.EXTRADITION),
        "began": (article.AT_KYIV_AIRPORT,),
        "status": (article.EXTRADITION,),
    },
    proceedings=(
        Proceeding(
            "extradition",
            cited=(article.EXTRADITION,),
            parties=(SOUGHT,),
            steps=(
                Step(
                    "filed",
                    date="2017-10/",
                    text=(
                        "He faces being handed over to Azerbaijan. The source does not say how the "
                        "matter ended."
                    ),
                    cited=(article.AT_KYIV_AIRPORT, article.EXTRADITION),
                ),
            ),
        ),
    ),
    parties=(
        SOUGHT,
        Party(AZADLIQ, "employer", affiliation="his former newspaper", cited=(article.BOARDING,)),
    ),
    events=(
        Event(
            title="Arrested at Kyiv airport",
            kind="arrest",
            date="2017-10",
            text="Fikret Huseynli is arrested as he boards a flight to Düsseldorf.",
            country="UA",
            place="Kyiv airport",
            cited=(article.AT_KYIV_AIRPORT, article.BOARDING),
        ),
    ),
    note=(
        "Lead country Azerbaijan: the arrest served an extradition to it. Ukraine is the place and was "
        "asked to hand him over; the Netherlands stand at his nationality, Germany was only where he was "
        "flying to.\n\n"
        "“Was hit at Kiev airport” reads like a German idiom (“traf es”: it was his turn). Ask before an "
        "assault is recorded."
    ),
)

# Waits for review.
LAWYERS = Case(
    working_title="Draft law on who may appear in court",
    texts=(
        CaseText(
            "en",
            title="Courts to be closed to lawyers outside the bar",
            summary=(
                "A draft law that Azerbaijan’s parliament made public in October 2017 would let nobody "
                "but members of the Bar Association plead in court. Those who are prosecuted for "
                "political reasons would find it much harder to be defended."
            ),
            narrative=(
                "The country has few lawyers: 900 belong to the Bar Association, 9 for every 100,000 "
                "people. The draft was to become law in January 2018. Whether it did must be looked up "
                "before this is published."
            ),
        ),
    ),
    types=("law", "work_ban"),
    began="2017-10",
    status="unknown",
    status_as_of="2017-10",
    claims={
        "summary": (article.DRAFT_LAW, article.CONSEQUENCES),
        "narrative": (article.LAWYERS, article.LAWYER_DENSITY, article.IN_FORCE),
        "types": (article.DRAFT_LAW,),
        "countries": (article.DRAFT_LAW,),
        "began": (article.DRAFT_LAW,),
        "status": (article.IN_FORCE,),
    },
    parties=(
        Party(PARLIAMENT, "authority", cited=(article.DRAFT_LAW,)),
        Party("Lawyers who do not belong to the Bar Association", "target", cited=(article.DRAFT_LAW,)),
        Party("People prosecuted for political reasons", "collateral", cited=(article.CONSEQUENCES,)),
    ),
    shared_events=(DRAFT_LAW,),
    note="Is a draft a case already, or only once it is law? Please decide in review.",
)

# Half done: nobody has found the date and the law yet.
FUNDING = Case(
    working_title="Foreign funding of NGOs cut off",
    texts=(CaseText("en", title="NGOs cut off from money from abroad"),),
    types=("funding",),
    claims={"types": (article.FUNDING,), "countries": (article.FUNDING,)},
    parties=(Party("NGOs in Azerbaijan", "target", cited=(article.FUNDING,)),),
    note=(
        "To do: since when, and by which laws and decisions? The source says only “virtually cut off”. "
        "Then write the summary. Find out how this hangs together with NGO Case No. 142006023 before "
        "relating the two."
    ),
)

PUBLISHED = (NGO_CASE, MUKHTARLI, HUSEYNLI)
WAITING = (LAWYERS,)
DRAFTS = (FUNDING,)
