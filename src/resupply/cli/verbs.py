"""Every verb, declared once: the help, the dispatch and the reference page are made from this."""

from typing import NamedTuple


class Verb(NamedTuple):
    """A verb of the command line.

    Args:
        name: What one types.
        path: Where its function is, as `module:function` below `resupply.cli`.
        group: Heading it stands under.
        meaning: What it answers or does, in one line.
        example: A command that works.
    """

    name: str
    path: str
    group: str
    meaning: str
    example: str


#: Headings, in the order of a user's day.
GROUPS = (
    "Start",
    "Bring in",
    "Who gave what",
    "Held up",
    "Stock",
    "What comes next",
    "Plan",
    "Shocks",
    "Production",
    "What is odd, what changed",
    "Told by others",
    "Look up",
    "Tell",
)

VERBS = (
    Verb(
        "demo",
        "demo:demo",
        "Start",
        "A walk through a case, one table a question.",
        "resupply demo",
    ),
    Verb(
        "cases", "cases:cases", "Start", "The cases that came with the program.", "resupply cases"
    ),
    Verb(
        "new",
        "new:new",
        "Start",
        "Make a case of your own: empty, or a copy of another.",
        "resupply new my-case --from ukraine-2024",
    ),
    Verb(
        "serve",
        "serve:serve",
        "Start",
        "Serve the questions and the review desk over HTTP, on this machine.",
        "resupply serve",
    ),
    Verb(
        "users",
        "users:app",
        "Start",
        "People who may sign in: list, add, role, password, remove, tokens.",
        "resupply users --case my-case",
    ),
    Verb(
        "audit",
        "audit:audit",
        "Start",
        "Who changed what over the network, when, from where.",
        "resupply audit --case my-case",
    ),
    Verb(
        "copy",
        "copy:copy",
        "Start",
        "Copy the book, hash for hash, into a file or a PostgreSQL database.",
        "resupply copy backup.sqlite --case my-case",
    ),
    Verb(
        "alerts",
        "alerts:alerts",
        "Start",
        "What wants attention, told once: list, look, tell by feed, webhook, letter.",
        "resupply alerts",
    ),
    Verb(
        "import",
        "bring:bring",
        "Bring in",
        "Bring a file of a source into a case's book.",
        "resupply import kiel release.xlsx --case my-case --known-on 2024-02-16",
    ),
    Verb(
        "record",
        "record:record",
        "Bring in",
        "Record one move: a pledge, an allocation, a delivery.",
        "resupply record --case my-case --donor FIN --item 155mm --quantity 5000 --stage pledge "
        "--happened-on 2024-02-16 --known-on 2024-02-16 --source press-20240216",
    ),
    Verb(
        "count",
        "count:count",
        "Bring in",
        "Record a count: stock seen at a place on a day.",
        "resupply count --case my-case --place hub --item 155mm --quantity 12000 "
        "--counted-on 2024-02-16 --source stocktake-1",
    ),
    Verb(
        "read",
        "read:read",
        "Bring in",
        "Read a document: who gave, needs, said, met, with the words behind it.",
        "resupply read article.txt --published 2024-02-28",
    ),
    Verb(
        "review",
        "review:app",
        "Bring in",
        "What was read from documents: show, accept, edit, reject, split, merge.",
        "resupply review --case my-case",
    ),
    Verb(
        "watch",
        "watch:watch",
        "Bring in",
        "Read documents of a folder or a feed as they come, for review.",
        "resupply watch inbox --once --case my-case",
    ),
    Verb(
        "balances",
        "balances:balances",
        "Who gave what",
        "What was promised, allocated, delivered, and what waits in between.",
        "resupply balances --by donor,kind",
    ),
    Verb(
        "rank",
        "rank:rank",
        "Who gave what",
        "Donors in order: in all, per head, per GDP.",
        "resupply rank --per gdp --top 10",
    ),
    Verb(
        "pauses",
        "pauses:pauses",
        "Held up",
        "Who has gone quiet, for how long, and what would have come.",
        "resupply pauses --donor USA",
    ),
    Verb(
        "promises",
        "promises:promises",
        "Held up",
        "Promises one by one: kept, late, open, withdrawn.",
        "resupply promises --donor DEU",
    ),
    Verb(
        "lags",
        "lags:lags",
        "Held up",
        "How long commitments wait until they are allocated.",
        "resupply lags --kind military",
    ),
    Verb(
        "stock",
        "stock:stock",
        "Stock",
        "On hand, use per day and days of supply, by place and item.",
        "resupply stock --item 155mm",
    ),
    Verb(
        "reliability",
        "reliability:reliability",
        "What comes next",
        "How long each donor's promises wait, and how many are withdrawn or on time.",
        "resupply reliability --donor DEU,NOR",
    ),
    Verb(
        "forecast",
        "forecast:forecast",
        "What comes next",
        "What will arrive when, and how much of it stands promised already.",
        "resupply forecast --days 90",
    ),
    Verb(
        "backtest",
        "backtest:backtest",
        "What comes next",
        "How good the forecast of new promises was on the past, beside other methods.",
        "resupply backtest --no-peers",
    ),
    Verb(
        "stock-out",
        "stock_out:stock_out",
        "What comes next",
        "The day each stock runs out, and how it may go until then.",
        "resupply stock-out",
    ),
    Verb(
        "network",
        "network:network",
        "Plan",
        "Legs, supplies and needs that a plan is made over, and what is odd in them.",
        "resupply network --show supplies",
    ),
    Verb(
        "plan",
        "plan:plan",
        "Plan",
        "What to send from where, which way, when; what stays short, and why.",
        "resupply plan --days 90",
    ),
    Verb(
        "bottlenecks",
        "bottlenecks:bottlenecks",
        "Plan",
        "What one more of each thing is worth, how far that holds, what does not bind.",
        "resupply bottlenecks",
    ),
    Verb(
        "what-if",
        "what_if:what_if",
        "Plan",
        "What changes would do, beside the plan as it is.",
        "resupply what-if --pause USA --from 2024-03-01 --days 60",
    ),
    Verb(
        "survive",
        "survive:survive",
        "Shocks",
        "How long every need is met in full after each loss.",
        "resupply survive --need-share 0.2",
    ),
    Verb(
        "pause-cost",
        "pause_cost:pause_cost",
        "Shocks",
        "What a pause costs, by its length, and when it is felt.",
        "resupply pause-cost USA --from 2024-03-01 --days 60",
    ),
    Verb(
        "simulate",
        "simulate:simulate",
        "Shocks",
        "How each need fares over thousands of runs.",
        "resupply simulate --runs 1000 --seed 7",
    ),
    Verb(
        "production",
        "production:production",
        "Production",
        "Who makes what: made, could be made and announced kept apart.",
        "resupply production --item 155mm",
    ),
    Verb(
        "gap",
        "gap:gap",
        "Production",
        "What stays missing by item and month, with its range.",
        "resupply gap --months 12",
    ),
    Verb(
        "invest",
        "invest:invest",
        "Production",
        "Where money meets most need: options, budgets, what survives the ranges.",
        "resupply invest --budget 500e6",
    ),
    Verb(
        "match",
        "match:match",
        "Production",
        "Who could make what with whom, what is missing for it, what it would meet.",
        "resupply match",
    ),
    Verb(
        "check",
        "check:check",
        "What is odd, what changed",
        "What is odd in the book, and what to do about it.",
        "resupply check",
    ),
    Verb(
        "diff",
        "diff:diff",
        "What is odd, what changed",
        "What changed between what was known on two days, and why.",
        "resupply diff 2023-12-07 2024-02-16 --by donor",
    ),
    Verb(
        "verify",
        "verify:verify",
        "What is odd, what changed",
        "Whether the book was altered behind the program's back.",
        "resupply verify",
    ),
    Verb(
        "claim",
        "claim:claim",
        "Told by others",
        "Whether a sentence holds, with the table behind it.",
        'resupply claim "Estonia gave most per GDP"',
    ),
    Verb(
        "engagements",
        "engagements:engagements",
        "Told by others",
        "What was promised, asked and said at meetings, and how it stands.",
        "resupply engagements --donor DEU",
    ),
    Verb(
        "sources",
        "sources:sources",
        "Look up",
        "The entries behind a figure, and who said so.",
        "resupply sources --donor DNK --stage allocation",
    ),
    Verb(
        "entries",
        "entries:entries",
        "Look up",
        "Every entry of the book, corrections too: a page of them, in any order.",
        "resupply entries --find czech --order -known --most 20",
    ),
    Verb(
        "entry",
        "entries:entry",
        "Look up",
        "One entry whole: what it says, who entered it, what corrects it, where it stands.",
        "resupply entry 7296092cf34e02e3",
    ),
    Verb(
        "words",
        "words:words",
        "Look up",
        "The words an entry was made of, with what stands around them.",
        "resupply words 7296092cf34e02e3",
    ),
    Verb(
        "table",
        "table:table",
        "Look up",
        "A reference table: facts, places, legs, production ...",
        "resupply table facts",
    ),
    Verb(
        "brief",
        "brief:brief",
        "Tell",
        "Two pages on one day's knowledge: each figure with its sources and its command.",
        "resupply brief supply-picture.pdf",
    ),
    Verb(
        "export",
        "export:export",
        "Tell",
        "The whole case as files: workbook, folder of tables, data package, Parquet.",
        "resupply export ukraine.xlsx",
    ),
)


def verb(name: str) -> Verb:
    """The verb of that name; KeyError when there is none."""
    for found in VERBS:
        if found.name == name:
            return found
    raise KeyError(name)


def overview() -> str:
    """What `resupply --help` prints.

    Example:
        >>> overview().splitlines()[0]
        'Usage: resupply VERB [OPTIONS]'
    """
    width = max(len(v.name) for v in VERBS) + 2
    out = [
        "Usage: resupply VERB [OPTIONS]",
        "",
        "The book, the forecast and the plan of an aid supply system, from promise to use.",
    ]
    for group in GROUPS:
        out += ["", group]
        out += [f"  {v.name:<{width}}{v.meaning}" for v in VERBS if v.group == group]
    return "\n".join([*out, "", *_FOOT])


_FOOT = (
    "resupply VERB --help   what a verb can be asked",
    "resupply --version     which release this is",
    "",
    "Questions take --case (a shipped name or a path; default ukraine-2024, or what RESUPPLY_CASE",
    "names), --as-of DAY (only what was known by then), and --json or --csv.",
    "New here? Start with: resupply demo",
)
