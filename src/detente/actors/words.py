"""Closed classes of words about offices, bodies and groups; English."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Words of offices and of those who speak; lower case.
OFFICES = _set(
    """president prime minister premier chancellor king queen prince princess emperor emir sultan sheikh ayatollah pope
    secretary general ambassador envoy spokesman spokeswoman spokesperson spokespeople spokesmen chief leader leaders chairman
    chairwoman chair chairperson chairs governor mayor senator representative rep sen judge justice admiral colonel captain
    commander marshal lieutenant major brigadier sergeant director executive officer officers head heads deputy vice
    foreign defence defense interior finance trade energy economy agriculture health justice labour labor water transport
    oil security national supreme state federal acting interim former outgoing then ex new late top senior official
    officials diplomat diplomats negotiator negotiators commissioner superintendent speaker lawmaker lawmakers minister
    ministers ministry department government administration cabinet parliament army navy military air force forces coast
    guard guards police embassy consulate central bank court media press adviser advisor aide counsel attorney
    prosecutor treasurer founder boss owner ceo cfo coo mp mps mep congressman congresswoman opposition crown first
    lady treasury assembly legislature delegation mission intelligence border customs authorities authority troops regime people side
    strongman ruler dictator monarch party congress senate house council presidency strategist mediator inspector
    organiser organizer activist campaigner lawyer lawyers counterpart counterparts mr mrs ms miss dr sir lord dame lady"""
)
#: Offices that belong to a state when no other body is named.
STATE_OFFICES = _set(
    """president premier chancellor king queen emperor emir sultan minister ministry ministers ambassador presidency embassy
    cabinet parliament monarch"""
)
#: Words that alone make a capitalised name a body.
BODY_WORDS = _set(
    """union party company corporation corp inc ltd llc plc co group foods rail railways railway airlines airways airline
    court association federation council committee commission agency authority ministry department board bank
    university institute foundation movement front army alliance coalition league congress senate parliament
    assembly organisation organization society club trust holdings industries motors steel energy gas oil water works
    mines mining press times post herald tribune gazette news newspaper radio television broadcasting guild brotherhood
    workers teamsters chamber confederation office bureau hospital school schools district county city network church
    media partners capital systems technologies pharmaceuticals telecom electric power port shipping lines brigade brigades
    militia forces guard guards tribunal service services fund forum centre center"""
)
#: Generic nouns by which a text returns to a body it has named, with the words such a body's name may hold.
BODY_NOUNS: dict[str, frozenset[str]] = {
    "union": _set("union guild brotherhood teamsters workers association federation"),
    "company": _set(
        "company corporation corp inc ltd llc plc co group foods rail railways railway airlines airways airline motors steel "
        "energy gas oil water mines mining holdings industries media partners capital systems technologies pharmaceuticals "
        "telecom electric power shipping lines bank"
    ),
    "party": _set("party"),
    "court": _set("court tribunal"),
    "council": _set("council"),
    "commission": _set("commission"),
    "committee": _set("committee"),
    "agency": _set("agency"),
    "association": _set("association"),
    "federation": _set("federation"),
    "bank": _set("bank"),
    "university": _set("university"),
    "hospital": _set("hospital"),
    "club": _set("club"),
    "movement": _set("movement front"),
    "group": _set("group movement front"),
    "board": _set("board"),
    "authority": _set("authority"),
    "department": _set("department"),
    "airline": _set("airline airlines airways air"),
    "firm": frozenset(),
    "operator": _set("rail railways railway airlines"),
}
BODY_NOUNS["firm"] = BODY_NOUNS["employer"] = BODY_NOUNS["manufacturer"] = BODY_NOUNS["company"]
#: Offices of firms and unions, which speak for a body named before.
FIRM_OFFICES = _set(
    "chief executive ceo chairman chairwoman chair chairperson director cfo coo founder boss owner board management"
)
#: Groups that are parties under their own noun; the value is the id.
GROUPS = {
    **{
        noun: noun
        for noun in _set(
            """government rebels army military navy opposition police parliament cabinet court board union company management
       workers farmers residents villagers protesters demonstrators strikers insurers tenants landlord landlords neighbours
       neighbors neighbour neighbor militia shareholders investors students teachers nurses doctors insurgents militants
       separatists loyalists junta regime coalition prosecutors regulators regulator miners drivers pilots settlers
       fishermen victims families hostages creditors bondholders settlers tribe clan council party commission committee
       alliance movement group ministry airline bank club team"""
        )
    },
    "rebel": "rebels",
    "insurgent": "insurgents",
    "militant": "militants",
    "separatist": "separatists",
    "protester": "protesters",
    "striker": "strikers",
    "prosecutor": "prosecutors",
    "soldiers": "army",
    "troops": "army",
}
#: People who comment and are no party; the id is the plural.
HOLDERS = _set(
    """analyst observer expert critic commentator diplomat economist scholar researcher historian hydrologist scientist academic
    pundit strategist insider specialist professor forecaster official source lawyer campaigner activist witness trader"""
)
#: Words that can stand before a name without being part of it.
DETERMINERS = _set(
    """the a an some two three four five several many most few both other all one another these those this that his her
    its their our my unnamed anonymous western regional local senior top independent outside foreign various certain
    high-ranking"""
)
PERSONAL_TITLES = _set(
    """mr mrs ms miss dr sir lord lady dame president prime minister premier chancellor king queen prince princess
    emperor emir sultan sheikh ayatollah pope general colonel captain admiral marshal commander lieutenant major
    brigadier sergeant judge justice senator governor mayor representative ambassador envoy spokesman spokeswoman
    spokesperson leader chairman chairwoman chairperson chair secretary director chief executive commissioner
    superintendent professor minister bishop speaker official negotiator adviser advisor"""
)
#: A name followed by one of these is a place, a firm or a treaty rather than a party.
NAMES_OF_THINGS = _set(
    """Sea Ocean Gulf Peninsula Strait Straits Channel Airlines Airways Open Cup Post Times Canal River Valley Bay University
    Agreement Agreements Accord Accords Convention Conventions Protocol Treaty Herald Review Islands Island Street Road
    Avenue Stock Exchange Olympics Pact Declaration Declarations Memorandum Summit Process Conference"""
)
#: Names of states and seats that people also bear.
PERSONAL = _set(
    """Jordan Chad Israel Georgia Paris London Washington Lima Sofia Kenya India Ireland England France Holland
    Scotland Berlin Santiago Victoria Kingston Wellington Nassau Cuba Brazil Britain Wales Rome Vienna Tripoli German
    Holland Congress"""
)
CALENDAR = _set(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September
    October November December"""
)
