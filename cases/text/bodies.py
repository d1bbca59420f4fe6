"""Words by which the name of a person becomes that of a body, a prize or a place: `Hrant Dink Vakfı`.

Only words that hardly anybody bears as a surname: no Park, Hall or Bank.
"""

import re
from functools import lru_cache
from typing import Final

from cases.text.folding import fold
from cases.text.scripts import ABJADS, script_of

# Folded, without what may follow: an ending of at most four letters (`fondunun`, `vakfının`).
_STEMS: Final = """
    foundation fondation fundacion fundacao fundaci fondazion stiftung fond vakif vakfi alapitvan nadac
    qory pondi himnadram idryma universi uniwersyt panepistim hamalsaran akademiy akademij akademia
    akademie academy academie accademi institut enstitu instytut institowt colleg fakultet hochschul school
    escuela ecole schule okulu mekteb maktab shkola shkoly skola litsey lisesi gimnazi museum musee muzey
    muzej muzei muzeum museo museu moyseio tangaran theat teatr tiyatro library librari bibliote kutuphane
    kitabxana center centre zentrum merkez markaz tsentr centr kentron prize award odul mukafat mukofot
    syylyghy premi prix preis nagroda vraveio mrtsanak street prospekt avenue kuces kucha caddes cadde
    sokag strasse ulitsa ulitsy ulica vulytsya boulevard bulvar meydan ploshchad poghots kochasi koshesi
    airport aeroport aeropuert havaliman flughafen stadium stadion hospital hastane bolnits company kompani
    gmbh llc ltd mmc holding corporation office ofis trust party partiya partiy partisi partei committee
    komitet komite association assotsiatsi society obshchestv dernek dernegi cemiyyet cemiyet birliyi
""".split()
_ENDED: Final = re.compile(
    rf"(?:{'|'.join(sorted(map(re.escape, _STEMS), key=len, reverse=True))})[a-z]{{0,4}}"
)

_AS_WRITTEN: Final = re.compile(
    r"(?:ال)?(?:مؤسسة|مؤسسه|جامعة|معهد|مركز|متحف|جائزة|مدرسة|شارع|مطار|حزب|بنیاد|دانشگاه|موزه|جایزه|خیابان)"
    r"|(?:קרן|מכון|אוניברסיטת|מוזיאון|רחוב)"
)
_INSIDE: Final = re.compile("基金|大学|大學|學院|学院|奖$|獎$|재단|대학|기념관")


@lru_cache(maxsize=16384)
def names_a_body(name: str) -> bool:
    """Whether a word of this name says that it is a body's, a prize's or a place's."""
    return bool(_INSIDE.search(name)) or any(map(_is_of_a_body, re.split(r"[\s\-‐‑–—,.«»\"“”()]+", name)))


def _is_of_a_body(word: str) -> bool:
    if script_of(word) in ABJADS:
        return bool(_AS_WRITTEN.fullmatch(word))
    return bool(_ENDED.fullmatch(fold(word).replace(" ", "")))
