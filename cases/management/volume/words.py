"""What invented records are made of: names in several scripts, places, and sentences. Nobody is meant.

Names are combined from parts, so that nearly every one is new and none is somebody's in particular.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Naming:
    """How people of one language are named: `{}` in a surname takes a root."""

    language: str
    script: str
    men: list[str]
    women: list[str]
    roots: list[str]
    surnames: list[tuple[str, str]]  # of men, of women
    latin: dict[str, str] | None = None  # where letters alone do not say how a name is written in English


AZ = Naming(
    "az", "Latn",
    "Elçin Rövşən Vüqar Orxan Tural Fərid Xəyal Nicat Səbuhi Anar Ceyhun Əkrəm Şahin Zaur Tofiq Ülvi".split(),
    "Günel Sevinc Aygün Könül Nərmin Ləman Çinarə Şəbnəm Türkan Xumar Arzu Fidan Ülkər Səbinə".split(),
    "Ağa Baxış Cəfər Dadaş Elməd Fərzə Gözəl Həmid Kəlbi Murad Nəsib Pənah Qədir Rəcəb Səfər Şirin Tağı "
    "Umud Vəli Xanlar Yolçu Zülfü Ocaq Misir Bədəl Çoban Daşdə Göyüş".split(),
    [("{}ov", "{}ova"), ("{}lı", "{}lı"), ("{}zadə", "{}zadə"), ("{}yev", "{}yeva"), ("{}beyli", "{}beyli")],
)  # fmt: skip
RU = Naming(
    "ru", "Cyrl",
    "Аркадий Богдан Вадим Глеб Демьян Егор Захар Игнат Кирилл Лука Макар Никита Остап Платон Роман".split(),
    "Алина Варвара Галина Дарья Жанна Зоя Инна Кира Лидия Майя Нина Оксана Полина Раиса Тамара".split(),
    "Берёз Ветл Гончар Журав Заречн Ковал Листв Мельник Озер Перелёт Рябин Сосн Тополь Чернов Щегл Ясен "
    "Кедр Лугов Снежн Степн Грач Дроз Стриж Клён".split(),
    [("{}ов", "{}ова"), ("{}ин", "{}ина"), ("{}ский", "{}ская"), ("{}енко", "{}енко"), ("{}ович", "{}ович")],
)  # fmt: skip
TR = Naming(
    "tr", "Latn",
    "Barış Çağrı Deniz Emre Fırat Gökhan Kerem Mert Onur Serkan Tolga Umut Yiğit".split(),
    "Aslı Burcu Çiğdem Derya Elif Gülşen İpek Nazlı Özge Pınar Şule Zeynep".split(),
    "Ak Boz Çam Demir Er Gök Kara Öz Sarı Taş Yel Yıldız Kaya Deniz".split(),
    [("{}oğlu", "{}oğlu"), ("{}kaya", "{}kaya"), ("{}türk", "{}türk"), ("{}han", "{}han"), ("{}su", "{}su")],
)  # fmt: skip
KA = Naming(
    "ka", "Geor",
    "გელა დათო ზურაბ ირაკლი ლაშა მამუკა ნოდარ რეზო საბა თენგიზ".split(),
    "ანა ეკა თეა ია ლელა მარიკა ნანა რუსუდან სოფო ხატია".split(),
    "ბერი გოგო დოლი კაპა ლომი მჭედლი ნადი ჩიტი ჯავახი".split(),
    [("{}შვილი", "{}შვილი"), ("{}ძე", "{}ძე"), ("{}ანი", "{}ანი"), ("{}ია", "{}ია")],
)  # fmt: skip
HY = Naming(
    "hy", "Armn",
    "Արամ Գոռ Դավիթ Կարեն Հայկ Նարեկ Սուրեն Տիգրան".split(),
    "Անի Գոհար Լիլիթ Մարինե Նարե Շուշան Սոնա".split(),
    "Ազատ Բաղդաս Գալուստ Խաչատ Մելք Նահապետ Սարգիս Վարդ".split(),
    [("{}յան", "{}յան"), ("{}ունի", "{}ունի")],
)  # fmt: skip
FA = Naming(
    "fa", "Arab",
    "بهرام فرهاد کامران مهران نادر سهراب".split(),
    "پروانه شیرین لاله مهتاب نسرین".split(),
    "باغبان دریا کوه گل مهر نیک رود".split(),
    [("{}ی", "{}ی"), ("{}زاده", "{}زاده"), ("{}پور", "{}پور")],
    {"بهرام": "Bahram", "فرهاد": "Farhad", "کامران": "Kamran", "مهران": "Mehran", "نادر": "Nader",
     "سهراب": "Sohrab", "پروانه": "Parvaneh", "شیرین": "Shirin", "لاله": "Laleh", "مهتاب": "Mahtab",
     "نسرین": "Nasrin", "باغبان": "Baghban", "دریا": "Darya", "کوه": "Kuh", "گل": "Gol", "مهر": "Mehr",
     "نیک": "Nik", "رود": "Rud", "{}ی": "{}i", "{}زاده": "{}zadeh", "{}پور": "{}pour"},
)  # fmt: skip
ZH = Naming(
    "zh", "Hani",
    "志远 建明 文博 海涛 浩然 国栋".split(),
    "晓燕 雅琴 丽华 梦洁 秋月".split(),
    "林 郑 谢 韩 冯 董 萧 程 曹 袁".split(),
    [("{}", "{}")],
    {"志远": "Zhiyuan", "建明": "Jianming", "文博": "Wenbo", "海涛": "Haitao", "浩然": "Haoran",
     "国栋": "Guodong", "晓燕": "Xiaoyan", "雅琴": "Yaqin", "丽华": "Lihua", "梦洁": "Mengjie",
     "秋月": "Qiuyue", "林": "Lin", "郑": "Zheng", "谢": "Xie", "韩": "Han", "冯": "Feng", "董": "Dong",
     "萧": "Xiao", "程": "Cheng", "曹": "Cao", "袁": "Yuan", "{}": "{}"},
)  # fmt: skip
ES = Naming(
    "es", "Latn",
    "Álvaro Bruno Damián Emilio Fabián Íñigo Joaquín Nicolás Ramiro".split(),
    "Beatriz Catalina Dolores Inés Jimena Lucía Marisol Noemí".split(),
    "Arroyo Campo Fuente Laguna Montaña Olmo Peña Robledo Valle Zarza".split(),
    [("del {}", "del {}"), ("{}", "{}"), ("de {}", "de {}")],
)  # fmt: skip
EN = Naming(
    "en", "Latn",
    "Adeyi Baraka Chidi Dawit Emeka Farai Kwame Lwazi Musa Tendai".split(),
    "Abeni Chipo Efua Fatou Imani Makena Nyasha Thandi Wanjiru Zola".split(),
    "Amadi Banda Chirwa Dlomo Ekwe Gathu Kimani Mutasa Nkosi Okoro Phiri Sesay Tembo Wekesa".split(),
    [("{}", "{}"), ("{}son", "{}son"), ("{}we", "{}we")],
)  # fmt: skip

# Of a thousand cases, so many are of this country; its people's names, and its towns.
COUNTRIES: dict[str, tuple[int, Naming, list[str]]] = {
    "AZ": (290, AZ, ["Baku", "Ganja", "Sumgait", "Lankaran", "Sheki", "Mingachevir"]),
    "RU": (210, RU, ["Moscow", "Kazan", "Perm", "Omsk", "Grozny", "Chita"]),
    "BY": (120, RU, ["Minsk", "Gomel", "Brest", "Grodno"]),
    "TR": (90, TR, ["Ankara", "Istanbul", "Izmir", "Van"]),
    "IR": (60, FA, ["Tehran", "Shiraz", "Tabriz"]),
    "CN": (50, ZH, ["Beijing", "Wuhan", "Chengdu"]),
    "KZ": (30, RU, ["Almaty", "Astana"]),
    "GE": (25, KA, ["Tbilisi", "Batumi", "Kutaisi"]),
    "AM": (15, HY, ["Yerevan", "Gyumri"]),
    "UA": (12, RU, ["Simferopol", "Kherson"]),
    "UZ": (12, AZ, ["Tashkent", "Nukus"]),
    "TJ": (10, FA, ["Dushanbe", "Khujand"]),
    "MX": (12, ES, ["Veracruz", "Oaxaca"]),
    "NI": (10, ES, ["Managua", "Masaya"]),
    "VE": (8, ES, ["Caracas", "Maracay"]),
    "CU": (6, ES, ["Havana", "Holguín"]),
    "ET": (8, EN, ["Addis Ababa"]),
    "NG": (7, EN, ["Lagos", "Jos"]),
    "ZW": (6, EN, ["Harare", "Mutare"]),
    "UG": (5, EN, ["Kampala"]),
    "TZ": (4, EN, ["Dodoma"]),
    "RW": (3, EN, ["Kigali"]),
    "AF": (3, FA, ["Kabul", "Herat"]),
    "TM": (2, AZ, ["Ashgabat"]),
    "KG": (2, RU, ["Bishkek"]),
    "SV": (1, ES, ["San Salvador"]),
    "ER": (1, EN, ["Asmara"]),
}
HOSTS = ["DE", "GE", "FR", "PL", "LT", "US"]  # where those live who had to leave

BODIES = [  # kind, name: every city has one
    ("court", "{city} City Court"),
    ("court", "{city} District Court"),
    ("court", "Court of Appeal of {city}"),
    ("prosecutor", "Prosecutor’s Office of {city}"),
    ("police", "Police Department of {city}"),
    ("prison", "Detention Facility No. {number}, {city}"),
    ("security", "Security Service, {city} branch"),
    ("regulator", "Registration Service of {city}"),
]
OUTLETS = ["{city} Courier", "Open {city}", "{city} Today", "Channel {number}", "The {city} Mirror"]
NGOS = ["{city} Legal Aid", "Election Watch {city}", "Centre for Rights, {city}", "Media Fund {number}"]

ARTICLES = [
    ("178", "Fraud"), ("192", "Illegal enterprise"), ("206", "Smuggling"), ("213", "Tax evasion"),
    ("221", "Hooliganism"), ("234", "Drugs"), ("274", "Treason"), ("281", "Public appeals against the state"),
    ("308", "Abuse of office"), ("315", "Resisting an official"),
]  # fmt: skip

# What happened: how many of a thousand cases; a type, the event that it begins with, and the title.
STORIES: list[tuple[int, str, str, str]] = [
    (330, "criminal", "arrest", "{who} prosecuted in {city}"),
    (140, "administrative", "arrest", "{who} jailed for days in {city}"),
    (70, "arbitrary_detention", "arrest", "{who} detained in {city}"),
    (60, "assault", "attack", "{who} beaten in {city}"),
    (60, "threat", "threat", "{who} threatened over reporting from {city}"),
    (55, "questioning", "questioning", "{who} summoned and questioned in {city}"),
    (45, "travel_ban", "travel_ban", "{who} stopped at the border"),
    (40, "smear", "smear", "Smear campaign against {who}"),
    (30, "surveillance", "other", "Spyware on the telephone of {who}"),
    (15, "abduction", "abduction", "{who} abducted"),
    (15, "torture", "ill_treatment", "{who} ill-treated in custody in {city}"),
    (6, "killing", "attack", "Killing of {who}"),
    (40, "raid", "search", "Raid on {org}"),
    (30, "site_block", "block", "Site of {org} blocked"),
    (25, "liquidation", "closure", "Liquidation of {org}"),
    (25, "funding", "freeze", "Accounts of {org} frozen"),
    (14, "designation", "policy", "{org} listed as a “foreign agent”"),
]

# At which people of several cases were arrested.
EVENTS = [
    "March on the main square of {city} dispersed",
    "Vigil outside the court in {city} broken up",
    "Election night protest in {city}",
    "Raids on newsrooms in {city}",
]

FIRST = [
    "The record begins with a report from {city}; two people confirmed it independently.",
    "Colleagues learned of it on the same evening, and a lawyer came to {city} the next day.",
    "The authorities in {city} said nothing for a week.",
    "A short statement was read out, and no questions were taken.",
]
THEN = [
    "Telephones, a computer and notebooks were taken away, and no list of them was given.",
    "The defence asked for the papers of the case and received a part of them.",
    "Witnesses who had signed statements later said that they had not read them.",
    "The hearing was closed to the public; relatives waited in the corridor.",
    "An appeal was lodged within the time allowed and heard without the accused.",
    "International observers asked to attend and were told that there was no room.",
    "The lawyer was not let in on the first two days.",
    "State television showed the search before the family had been told of it.",
    "The employer received a letter and ended the contract in the same week.",
    "A week before, a series of reports on public contracts had appeared.",
    "Doctors noted bruises; the note is missing from the file.",
    "The complaint of ill-treatment was passed on and not answered.",
]
LOCAL = {
    "az": ("{who}: {city} şəhərində təqib", "Hadisə haqqında məlumat iki mənbə ilə təsdiqlənib."),
    "ru": ("{who}: преследование, {city}", "Сообщение подтверждено двумя независимыми источниками."),
    "tr": ("{who} hakkında dava, {city}", "Bilgi iki ayrı kaynakça doğrulandı."),
    "es": ("{who}: persecución en {city}", "Dos fuentes confirmaron la noticia."),
}
