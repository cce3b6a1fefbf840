"""The words by which names, roles, addresses and datelines are told apart, all in lower case."""

from __future__ import annotations


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# Words that stay small inside a name; the second list only inside a person's.
MINOR_WORDS = _words(
    "of and for in the to on at by with a an against de del der den des di du da la le les van von zu v et und y e"
)
PERSON_PARTICLES = _words("de del della der den des di du da la le van von zu v bin ibn al el y")
TITLES = _words("""
    mr mrs ms miss mx dr prof professor rev reverend sir dame lord lady hon honourable right the cllr councillor
    capt captain col colonel gen general lt major judge justice fr father sister brother herr frau m mme mlle
    monsieur madame signor count countess baron baroness duke duchess prince princess archduke bishop archbishop
    president senator governor
""")
# A name that holds one of these is that of an organisation.
BODY_WORDS = _words("""
    association associations council councils network society societies foundation union unions party committee
    institute institution university college school hospital ltd limited plc inc llp company trust group groups
    campaign alliance board federation centre center department ministry office agency service services authority
    commission league club forum coalition partnership project team congress parliament government police church
    bank press news times charity organisation organisations organization organizations workers residents traders
    friends parents neighbours tenants nurses doctors teachers students action watch international national royal
    british european trustees governors users riders carers patients survivors campaigners women men people citizens
    voices
""")
ROLE_WORDS = _words("""
    chair chairman chairwoman chairperson secretary director president vice-president treasurer manager editor
    officer minister chief head leader member coordinator co-ordinator convenor convener spokesperson trustee founder
    co-founder partner clerk mayor consultant psychologist psychotherapist therapist counsellor lecturer researcher
    reader fellow nurse teacher doctor journalist writer engineer author representative adviser advisor assistant
    deputy acting interim principal professor registrar solicitor warden
""")
# Whom one may greet without naming anybody.
GREETED_WITHOUT_NAME = _words("""
    sir sirs madam friend friends fellow fellows brother brothers sister sisters mother father mamma papa son daughter
    boy girl child children cousin uncle aunt nephew niece wife husband darling love colleague colleagues all everyone
    everybody reader readers folks folk neighbour neighbours neighbor neighbors resident residents member members
    comrade comrades gentleman gentlemen lady ladies team supporter supporters customer customers bro monsieur madame
    mesdames messieurs ami amie amis herr herren damen und and or et the my old good other one ones little sweet lord
    sehr geehrte geehrter freund freunde freundin amico amica amici amigo amiga amigos señor señora señores signore
    signora mutter vater bruder schwester frère sœur mère père hermano hermana fratello sorella
""")
SMALL_WORDS_OF_DATELINES = _words("at on the of in near à le la den am de du des a an by d l upon sur les ce il el")
# With these a line of the form `X to Y` begins or ends that is a button or a title, and no letter's heading.
NO_SENDERS = _words("""
    add subscribe share send go back skip jump return scroll welcome sign log login register listen save switch continue
    proceed connect contribute apply submit tap click swipe how what where when why guide introduction road path answers
    access according due thanks tips steps invitation reactions updates links link related
""")
NO_RECIPIENTS = _words("""
    facebook twitter linkedin pinterest reddit whatsapp instagram youtube newsletter newsletters top content navigation
    main menu search cart basket bag wishlist favorites favourites bookmarks playlist timeline clipboard calendar
    homepage home footer comments article download page site website
""")
# What stands beside the date of a page, a post or an article, and not of a letter.
WORDS_OF_OTHER_DATES = _words("""
    posted published updated modified created joined retrieved accessed last comment comments filed submitted post
    posts by written reply sent received views edited copyright volume vol issue no page pp re fwd
""")
