"""The two people who are named as targeted. The author of the article is no person of this record."""

from cases.management.first_records import article
from cases.management.first_records.shapes import Name, Person, alias, also

AFGAN_MUKHTARLI = Person(
    names=(
        Name("Afgan Mukhtarli"),
        also("Əfqan Muxtarlı", "az"),
        also("Афган Мухтарлы", "ru"),
        also("აფგან მუხტარლი", "ka"),
    ),
    basis="widely_reported",
    gender="man",
    occupations=("journalist",),
    biography="An investigative journalist. In 2017 he lived in exile in Georgia, and was abducted there.",
    claims={
        "names": (article.ABDUCTED,),
        "biography": (article.ABDUCTED,),
        "gender": (article.ABDUCTED,),
        "occupations": (article.ABDUCTED,),
    },
    note="The source does not say which nationality he has.",
)

FIKRET_HUSEYNLI = Person(
    names=(
        Name("Fikret Huseynli"),
        also("Fikrət Hüseynli", "az"),
        also("Фикрет Гусейнли", "ru"),
        also("Фікрет Гусейнлі", "uk"),
        alias("Fikret Huseylni"),  # as the article misspells it
    ),
    basis="widely_reported",
    gender="man",
    occupations=("journalist",),
    nationalities=("NL",),
    biography=(
        "A journalist and citizen of the Netherlands, who used to report for the newspaper Azadliq. One "
        "source writes his surname “Huseylni”."
    ),
    claims={
        "names": (article.AT_KYIV_AIRPORT,),
        "biography": (article.AT_KYIV_AIRPORT, article.BOARDING),
        "gender": (article.EXTRADITION,),
        "nationalities": (article.BOARDING,),
        "occupations": (article.AT_KYIV_AIRPORT,),
    },
    note="“Now has Dutch citizenship”: whether he has another one besides, the source does not say.",
)

PEOPLE = (AFGAN_MUKHTARLI, FIKRET_HUSEYNLI)
