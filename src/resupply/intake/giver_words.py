"""Words around the names of those who give: groups, sellers, helpers, and who attacks."""

from resupply.intake import rx

#: Givers without a name that open a sentence.
GROUP = rx.compile(
    r"(?:The |All |Other |International |Western |Private |Some |Several |Many |[A-Z]?\w+teen )*"
    r"(?P<who>[Dd]onors|[Dd]onor countries|[Dd]onor states|[Mm]ember states|[Aa]llies|[Pp]artners"
    r"|[Cc]ompanies|[Cc]harities|[Cc]ountries|[Ss]tates|[Gg]overnments|[Pp]articipants)\b"
    r"(?:(?<=articipants)|(?! (?:of|from|in)\b))"
)
#: Behind a country's name: what says that it gives nothing here.
ATTACKS = rx.compile(
    r"(?:blockade|siege|strikes?|airstrikes?|attacks?|bombardment|offensive|invasion|aggression"
    r"|shelling|bombs?|has (?:blocked|restricted|barred)|blocked|erased its|forces)\b"
)
#: What was got from somebody, and not given by them.
SOURCED = rx.compile(
    r"\b(?:sourced|bought|purchased|procured|ordered|acquired|made|built|produced|manufactured"
    r"|imported|obtained|commissioned) (?:in part |partly |mainly |directly )?(?:from|by)"
    r" (?:the |an? )?$"
    r"|\b(?:cooperation|co-operation|partnership|collaboration|coordination) with (?:the )?$"
)
#: Such as "(in cooperation with Malta and Cyprus)": who helps, behind a bracket still open.
WITH_THEM = rx.compile(r"\([^()]{0,40}operation with [^()]*$|\([^()]{0,40}partnership with [^()]*$")
SPENT = frozenset(["spend", "use", "channel", "go", "put"])
#: Such as "aid sent by" and "a package from", inside a thing that its worth is part of.
SENT_BY = rx.compile(
    r"\b(?:from|(?:sent|given|donated|provided|supplied|delivered|pledged|promised|funded|financed"
    r"|shipped|contributed) by) (?:the |an? )?(?:[a-z]+ of )?$"
)
