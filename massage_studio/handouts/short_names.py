"""What somebody is called in short: Dan for Daniel, Liz for Elizabeth."""

import re

from massage_studio.families.names import folded


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


# Names with their ordinary short forms in English.
_GROUPS = tuple(
    _words(line)
    for line in """
    abigail abby abbie gail
    alexander alex alec xander sandy sasha
    alexandra alex sandra lexi sandy sasha
    alistair alastair ali al
    amanda mandy
    andrew andy drew
    angela angie
    anthony antony tony ant
    barbara barb babs
    benjamin ben benji benny
    bridget bridie biddy
    caroline carrie caz
    catherine katherine kathryn cathryn katharine kate katie kathy cathy cath kath kat kit kitty
    charles charlie chas chuck
    charlotte charlie lottie
    christina christine chris chrissie tina
    christopher chris kit topher
    daniel dan danny
    danielle dani danny
    david dave davy davey
    deborah debra deb debs debbie
    dorothy dot dottie dolly
    edward ed eddie ted teddy ned
    edwin ed eddie
    eleanor ellie nell nora
    elizabeth elisabeth eliza liz lizzie lizzy beth betty bess libby elsie
    emily em emmy milly
    florence flo florrie
    frances fran frankie
    francis frank frankie
    frederick fred freddie
    gabriel gabe
    geoffrey jeffrey geoff jeff
    gerald gerard gerry
    gregory greg
    harriet hattie harry
    helen nell nellie
    henry harry hal hank
    isabella isabel isobel izzy bella
    jacob jake
    jacqueline jackie jacqui
    james jim jimmy jamie
    janet jan
    jennifer jen jenny
    jessica jess jessie
    joanna joanne jo
    john jack johnny
    jonathan jon jonny
    joseph joe joey
    joshua josh
    judith judy jude
    kenneth ken kenny
    kimberley kimberly kim
    lawrence laurence larry laurie
    leonard len lenny leo
    louise lou
    louis lewis lou
    lucinda lucy cindy
    madeleine madeline maddie
    margaret maggie meg peggy madge
    martha marty
    mary molly polly
    matilda tilly tilda
    matthew matt matty
    michael mike mick mikey mickey
    mohammed muhammad mohamed mo
    natalie nat
    nathaniel nathan nat nate
    nicholas nicolas nick nicky
    nicola nicole nicky nic
    oliver ollie olly
    pamela pam
    patricia pat patty trish tricia
    patrick pat paddy
    penelope penny pen
    peter pete
    philip phillip phil pip
    rachel rach
    raymond ray
    rebecca becky becca beck
    richard rich rick ricky richie dick
    robert bob bobby rob robbie bert
    roberta bobbie
    ronald ron ronnie
    rosemary rose rosie
    samuel sam sammy
    samantha sam sammy
    sarah sally sadie
    stephanie steph
    stephen steven steve stevie
    susan suzanne susanna sue susie suzie
    theodore theo ted teddy
    theresa teresa tess tessa terry
    thomas tom tommy
    timothy tim timmy
    valerie val
    veronica vera ronnie
    victor vic
    victoria vicky vicki tori
    vincent vince vinnie
    virginia ginny
    walter walt wally
    william bill billy will willy liam
    winifred winnie freda
    zachary zac zack
    """.splitlines()
    if line.strip()
)
# Short forms that are words too: they are a name with a capital alone.
_ALSO_WORDS = _words("""
    al ant beck bill chuck dick dolly dot drew flo frank jack jan jude kit len mick nick pat patty peg pen
    penny pip polly ray rich rick rob rose sandy sue teddy tess vic wally will
""")
# Words with which a sentence may begin, and which begin names that they are no short form of.
_BEGINNINGS = _words("""
    all and are arm arms art back but can car chest chin dad even ever for had hand has her here him his how
    leg man may more mum nan not now one our out palm per ran sang sat see she sin sit song still sun the then
    they was with you
""")
_LEAST = 3
_WORD = re.compile(r"\w+")


def is_called(name: str, words: str, *, others: frozenset[str] = frozenset()) -> bool:
    """Tell whether words name somebody by an ordinary short form, or by a part, of a given name.

    `others` are folded names, such as the baby's, that are never taken for a short form of this one.
    """
    first, *_ = folded(name).split() or [""]
    parts = {part for part in first.split("-") if part.isalnum()}
    alone = parts if parts != {folded(name)} else set()
    forms = {form for part in parts for group in _GROUPS if part in group for form in group} - parts
    return any(
        _is_one(word, parts, forms | alone) for word in _WORD.findall(words) if folded(word) not in others
    )


def _is_one(word: str, parts: set[str], forms: set[str]) -> bool:
    """Tell whether a word as it is written is one of these forms, or begins a part of a name."""
    written, capital = folded(word), word[:1].isupper()
    if written in forms:
        return capital or written not in _ALSO_WORDS | _BEGINNINGS
    begins = any(part.startswith(written) and part != written for part in parts)
    return begins and capital and len(written) >= _LEAST and written not in _BEGINNINGS
