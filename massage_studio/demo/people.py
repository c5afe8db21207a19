"""The invented families of the demo studio: names of many origins, telephone numbers kept for drama."""

from dataclasses import dataclass, field

from massage_studio.families.views import FlagKind

Scores = tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Parent:
    """A carer; `mail` is the part of the address before @example.org."""

    given: str
    family: str
    relationship: str
    mail: str
    language: str = "en"
    restriction: str = ""


@dataclass(frozen=True, slots=True)
class Infant:
    """A baby `weeks` old today, born `early` weeks before the due date."""

    given: str
    family: str
    weeks: int
    early: int = 0


@dataclass(frozen=True, slots=True)
class FlagFact:
    """A health flag from `since` days ago; `lasts` days, or without end."""

    kind: FlagKind
    what: str
    since: int
    lasts: int | None = None


@dataclass(frozen=True, slots=True)
class Household:
    """A family; `paid` holds (method, whole pounds) for each payment of its first baby."""

    adults: tuple[Parent, ...]
    babies: tuple[Infant, ...]
    paid: tuple[tuple[str, int], ...] = (("card", 60),)
    flags: tuple[FlagFact, ...] = ()
    consents: bool = True
    photo: bool = True
    before: Scores | None = None
    after: Scores | None = None
    private: str = ""
    shared: str = ""
    calms: bool = True
    tags: frozenset[str] = field(default_factory=frozenset)


MORNING = (
    Household(
        (
            Parent("Grace", "Okafor", "mother", "grace.okafor"),
            Parent("Daniel", "Okafor", "father", "daniel.okafor"),
        ),
        (Infant("Mia", "Okafor", 9),),
        before=(4, 3, 6, 7, 5),
        shared="Mia likes it when Daniel hums before he begins.",
        private="Grace goes back to work in the spring and asked about evening dates.",
    ),
    Household(
        (Parent("Tom", "Brown", "father", "tom.brown"),),
        (Infant("Leo", "Brown", 14),),
        paid=(("cash", 30), ("cash", 30)),
        flags=(FlagFact("allergy", "Nut allergy", 60),),
        before=(3, 4, 5, 8, 4),
        private="Check every oil for nut traces before class.",
        tags=frozenset({"unsettled in week 2"}),
    ),
    Household(
        (Parent("Ania", "Nowak", "mother", "ania.nowak", "pl"),),
        (Infant("Zoë", "Nowak", 11, early=4),),
        before=(4, 4, 3, 7, 6),
        private="Joins in week 3, once the neonatal team has said yes.",
        tags=frozenset({"joins in week 3"}),
    ),
    Household(
        (Parent("Priya", "Singh", "mother", "priya.singh", "pa"),),
        (Infant("Arlo", "Singh", 16),),
        paid=(("transfer", 48),),
        before=(6, 5, 7, 8, 6),
        tags=frozenset({"late in week 2"}),
    ),
    Household(
        (Parent("Samira", "Rahman", "mother", "samira.rahman", "bn"),),
        (Infant("Noor", "Rahman", 8),),
        consents=False,
        photo=False,
        calms=False,
        tags=frozenset({"away in week 1"}),
    ),
    Household(
        (Parent("Beth", "Hughes", "mother", "beth.hughes", "cy"),),
        (Infant("Finn", "Hughes", 12), Infant("Ivy", "Hughes", 12)),
        paid=(("transfer", 60),),
        before=(5, 4, 5, 6, 3),
        shared="Two mats side by side: Finn first, Ivy when she stirs.",
        tags=frozenset({"asleep in week 2"}),
    ),
)
GAVE_UP = Household(
    (Parent("Clara", "Lindqvist", "mother", "clara.lindqvist", "sv"),),
    (Infant("Olle", "Lindqvist", 10),),
    paid=(("card", 60), ("card", -60)),
    private="Moved away; the place was paid back.",
)
WAITING = (
    Household(
        (Parent("Yétúndé", "Adébáyọ̀", "mother", "yetunde.adebayo", "yo"),),
        (Infant("Tèmítọ́pẹ́", "Adébáyọ̀", 7),),
        paid=(),
    ),
    Household(
        (
            Parent(
                "Persephone", "Featherstonehaugh-Cholmondeley-Majoribanks", "mother", "persephone.majoribanks"
            ),
        ),
        (Infant("Maximilian Bartholomew", "Featherstonehaugh-Cholmondeley-Majoribanks", 13),),
        paid=(),
    ),
)
AFTERNOON = (
    Household((Parent("静", "陈", "mother", "chen.jing", "zh"),), (Infant("雨桐", "陈", 10),)),
    Household(
        (Parent("ليلى", "الحسن", "mother", "layla.alhassan", "ar"),),
        (Infant("يوسف", "الحسن", 15),),
        paid=(("cash", 48),),
    ),
    Household((Parent("กนกวรรณ", "ศรีสุข", "mother", "kanokwan.srisuk", "th"),), (Infant("ณิชา", "ศรีสุข", 12),)),
    Household(
        (Parent("Síle", "Ní Bhriain", "mother", "sile.nibhriain", "ga"),),
        (Infant("Caoimhe", "Ní Bhriain", 8),),
        flags=(FlagFact("immunised", "8-week vaccines", 1, 2),),
    ),
    Household(
        (Parent("Angharad", "Llewelyn-Prytherch", "mother", "angharad.llewelyn", "cy"),),
        (Infant("Gruffudd", "Llewelyn-Prytherch", 18),),
        paid=(("transfer", 60),),
    ),
    Household(
        (Parent("ਹਰਪ੍ਰੀਤ", "ਕੌਰ", "mother", "harpreet.kaur", "pa"),),
        (Infant("ਗੁਰਨੂਰ", "ਕੌਰ", 9),),
        paid=(("cash", 24), ("cash", 24)),
    ),
)
SUMMER = (
    Household(
        (Parent("கவிதா", "செல்வன்", "mother", "kavitha.selvan", "ta"),),
        (Infant("மீனா", "செல்வன்", 22, early=8),),
        before=(3, 4, 2, 7, 5),
        after=(6, 7, 6, 8, 7),
        shared="Resting hands first, then one leg over her clothes.",
    ),
    Household(
        (Parent("Fionnuala", "O'Neill", "mother", "fionnuala.oneill"),),
        (Infant("Cillian", "O'Neill", 19),),
        paid=(("cash", 60),),
        before=(5, 5, 6, 8, 4),
        after=(7, 7, 8, 8, 7),
    ),
    Household(
        (
            Parent("Katarzyna", "Wiśniewska", "mother", "kasia.wisniewska", "pl"),
            Parent("Piotr", "Wiśniewski", "father", "piotr.wisniewski", "pl", "By telephone only, after six"),
        ),
        (Infant("Stanisław", "Wiśniewski", 21),),
        paid=(("transfer", 30), ("transfer", 30)),
        before=(4, 3, 7, 7, 2),
        after=(6, 6, 8, 9, 6),
    ),
    Household(
        (Parent("Akosua", "Mensah", "mother", "akosua.mensah"),),
        (Infant("Kwame", "Mensah", 18),),
        before=(7, 6, 8, 9, 7),
        after=(8, 7, 8, 9, 8),
        calms=False,
    ),
    Household(
        (Parent("Lucía", "García López", "mother", "lucia.garcia", "es"),),
        (Infant("Mateo", "García López", 24),),
        photo=False,
        before=(4, 5, 5, 7, 4),
        after=(7, 8, 6, 8, 5),
    ),
    Household(
        (Parent("Hanna", "Müller-Lüdenscheidt", "mother", "hanna.mueller", "de"),),
        (Infant("Jonas", "Müller-Lüdenscheidt", 20),),
        paid=(("card", 60),),
        flags=(FlagFact("skin", "Eczema in the crook of the arms: no oil there", 50),),
        before=(5, 3, 5, 6, 5),
        after=(6, 6, 7, 7, 7),
    ),
    Household(
        (Parent("Thị Lan", "Nguyễn", "mother", "lan.nguyen", "vi"),),
        (Infant("Minh Anh", "Nguyễn", 17),),
        before=(6, 6, 6, 8, 3),
        after=(7, 7, 8, 8, 6),
        tags=frozenset({"immunised in week 3"}),
    ),
    Household(
        (
            Parent("Ruth", "Taylor", "grandmother", "ruth.taylor"),
            Parent("Jess", "Taylor", "mother", "jess.taylor"),
        ),
        (Infant("Edith", "Taylor", 33),),
        paid=(("cash", 60),),
        before=(6, 7, 8, 9, 5),
        after=(8, 8, 9, 9, 8),
        private="Ruth's knees: bring the low chair.",
    ),
)
TWINS = Household(
    (
        Parent("Aroha", "Ngata", "mother", "aroha.ngata", "mi"),
        Parent("Hemi", "Ngata", "father", "hemi.ngata", "mi"),
    ),
    (Infant("Wiremu", "Ngata", 12), Infant("Hana", "Ngata", 12)),
)
MOVED = Household(
    (Parent("Ingrid", "Þórsdóttir", "mother", "ingrid.thorsdottir", "is"),),
    (Infant("Jökull", "Þórsson", 14),),
    private="Back at work on Thursdays, so the afternoons became Saturdays.",
)
OFFERED = Household(
    (Parent("Chiara", "Esposito", "mother", "chiara.esposito", "it"),),
    (Infant("Tommaso", "Esposito", 6),),
)
QUEUE = (
    Household(
        (Parent("Marisol", "Quispe", "mother", "marisol.quispe", "es"),), (Infant("Inti", "Quispe", 5),)
    ),
    Household(
        (Parent("Оксана", "Шевченко", "mother", "oksana.shevchenko", "uk"),),
        (Infant("Софія", "Шевченко", 8),),
    ),
    Household(
        (Parent("Wanjiru", "Kamau", "grandmother", "wanjiru.kamau", "sw"),),
        (Infant("Baraka", "Kamau", 7, early=5),),
    ),
)
ASKED = (
    Household((Parent("Hodan", "Abdullahi", "mother", "hodan.abdullahi", "so"),), (Infant("Sumaya", "", 5),)),
    Household(
        (Parent("Eleni", "Demetriou", "mother", "eleni.demetriou", "el"),), (Infant("Νίκος", "Demetriou", 4),)
    ),
)
