"""The way from a sentence to its verdicts: read, sent to the record that can tell, answered."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

import msgspec

from resupply.book import Book, View
from resupply.claims import (
    caveats,
    changes,
    cues,
    evidence,
    goods,
    matching,
    money,
    promised,
    reading,
    speaks,
    stated,
    told,
    unread,
)
from resupply.claims.evidence import Evidence
from resupply.claims.ledger import Ledger, Reading
from resupply.claims.names import Names, tokens
from resupply.claims.speaks import Asked
from resupply.claims.words import Checked, Claim, unsure
from resupply.core.answer import Answer
from resupply.core.errors import QuestionError
from resupply.core.findings import Finding
from resupply.core.scope import Scope
from resupply.picture import goods as things
from resupply.picture import sources

#: Manners of which only the tables of facts tell.
_AID = {"aid", "support", "assistance", "help", "donor", "gift", "donation", "money", "funding"}
#: Somebody named before, in a text the claim was taken from.
_PRONOUN = re.compile(
    r"\b(?:it|they|he|she|we|its|their|our|his|her)\b"
    r"(?! (?:own |national |annual |gross )*"
    r"(?:GDP|econom|population|means|size|output|income|domestic))"
    r"|\bthe (?:country|government|ministry|agency|bloc|alliance|company|foundation|kingdom)\b",
    re.IGNORECASE,
)
_ORDERS = ("rank", "first", "comparison", "change")
_OF_FIGURES = ("total", "count", "share", "target")


class Checker:
    """Checks claims against one view of a book.

    Args:
        book: The book.
        view: As known on a day.
        scope: Bounds of the question.
        today: The day the claims are checked.
    """

    def __init__(self, book: Book, view: View, scope: Scope, today: date) -> None:
        self.book, self.view, self.scope, self.today = book, view, scope, today
        self.names = Names(view)

    @cached_property
    def ledger(self) -> Ledger:
        """The book's money."""
        return Ledger(self.view, self.scope, self.names, self.today)

    @cached_property
    def evidence(self) -> Sequence[Evidence]:
        """The figures its tables state."""
        return [e for e in evidence.gather(self.view) if self._within(e)]

    def _within(self, one: Evidence) -> bool:
        """Whether a stated figure lies within the question's bounds."""
        scope = self.scope
        late = scope.until is not None and (one.start or one.day) > scope.until
        early = scope.since is not None and one.day < scope.since
        item = not scope.items or bool(set(one.item) & set(scope.items))
        return not late and not early and item

    def read(self, text: str) -> list[Claim]:
        """The claims of a text."""
        return [self._bounded(c) for c in reading.read(text, self.names, self.today)]

    def _bounded(self, claim: Claim) -> Claim:
        """The question's own bounds, where the sentence says none."""
        stage = claim.stage or (self.scope.stage.value if self.scope.stage else None)
        kind = claim.kind or (self.scope.kinds[0] if len(self.scope.kinds) == 1 else None)
        shares = claim.shares or ("members" if self.scope.shares == "members" else None)
        return msgspec.structs.replace(claim, stage=stage, kind=kind, shares=shares)

    def all_of(self, text: str) -> list[Checked]:
        """The verdicts on all claims of a text; one of several that cannot be judged says why."""
        claims = self.read(text)
        if len(claims) == 1:
            return [self.check(claims[0])]
        found = [self._beside(c) for c in claims]
        agreed = [r for f in found if f.verdict == "holds" for r in f.rows if r.get("agrees")]
        return [caveats.by_note(f, agreed, self.names) for f in found]

    def _beside(self, claim: Claim) -> Checked:
        try:
            return self.check(claim)
        except QuestionError as error:
            return unsure(claim, error.what.rstrip("."), todo=error.todo)

    def check(self, claim: Claim) -> Checked:
        """The verdict on one claim."""
        if claim.figure is None and claim.type in _OF_FIGURES:
            return caveats.not_read(claim)
        claim = self._of_union(claim)
        found = self._by_fields(claim)
        denied = found.verdict == "does_not_hold" and not found.reasons
        denied = denied and (claim.type == "total" or claim.manner == "need")
        of_own = claim.whole is not None and not self._is_counted(claim)
        is_open = denied or found.verdict == "not_verifiable"
        if of_own or not is_open or claim.type not in _OF_FIGURES:
            return found
        # What the fields do not find, a row may state in its own words; what is not so of all that
        # somebody gave may be so of one promise.
        asked = speaks.ask(claim, self.evidence, self.view, self.names)
        if denied and claim.manner == "need":
            return caveats.by_another(found, stated.otherwise(asked, self.evidence, self.today))
        by_words = stated.check(asked, self.evidence, self.today)
        if by_words is not None and (by_words.verdict == "holds" or not denied):
            return by_words
        return found if denied or not claim.unread else self._near(asked, found)

    def _near(self, asked: Asked, found: Checked) -> Checked:
        """A claim that cannot be judged, with the row that it comes near to."""
        near = stated.near(asked, self.evidence, self.today)
        if near is None or (found.rows and near.verdict != "holds"):
            return found
        return unread.told(near)

    def _by_fields(self, claim: Claim) -> Checked:
        """The verdict by what was read: who, what, how meant, when."""
        caveats.refuse_that(claim)
        if promised.is_of_promise(claim):
            found = promised.check(claim, self.evidence, self.names, self.today)
            if found is not None:
                return self._narrowed(found)
        grown = changes.check(claim, self.evidence, self.view, self.names, self.today)
        if grown is not None:
            return unread.told(grown)
        of_several = claim.type in _ORDERS or claim.least is not None
        if of_several and self._is_of_goods(claim):
            return self._unranked(claim)
        if claim.is_nothing and self._is_counted(claim):
            return self._nothing_of_goods(claim)
        if not self._is_money(claim):
            return self._narrowed(self._by_tables(claim))
        self._refuse_unnamed(claim)
        if caveats.is_ahead(claim):
            return caveats.not_held(claim)
        is_part = claim.type == "share" and claim.whole != "own"
        if is_part or claim.stage in ("pledge", "commitment", "intent"):
            # One promise among others, or a share some source states, is no sum of the ledger.
            by_rows = self._by_tables(claim) if claim.figure and claim.subject else None
            if by_rows is not None and by_rows.verdict == "holds":
                return self._narrowed(by_rows)
        found = caveats.of_one_promise(money.check(claim, self.ledger, self.book))
        return self._with_rest(unread.told(caveats.as_given(found, self.ledger)))

    def _narrowed(self, found: Checked) -> Checked:
        """A verdict by tables, whose rows may name what the claim's fields do not."""
        keys = {(r["table"], r["row_id"]) for r in found.rows if r["part"] != "other meaning"}
        own = [e for e in self.evidence if (e.table, e.row_id) in keys]
        named = {w for e in own for w in (*e.words, *map(evidence.stem, tokens(e.note)))}
        unknown = [u for u in found.claim.unread if not _is_named(u, named)]
        claim = msgspec.structs.replace(found.claim, unread=tuple(unknown))
        # The nearest statement has the claim's own words, and these are not all understood.
        nearest = "" if unknown else found.nearest
        return unread.told(msgspec.structs.replace(found, claim=claim, nearest=nearest))

    def _refuse_unnamed(self, claim: Claim) -> None:
        """A sum of which nothing says whose, or what of, is not taken for all that was given."""
        told = bool(claim.stage or claim.kind or claim.group)
        if claim.type == "change":
            told = told or bool(_AID & set(claim.words))
        elif claim.type == "share" and not claim.whole and claim.per != "gdp":
            told = claim.kind is not None  # "half of that has come" says nothing of what
        pronoun = _PRONOUN.search(claim.text)
        if claim.subject is None and pronoun:
            raise QuestionError(
                where=f'claim "{claim.text[:60]}"',
                what=f'"{pronoun[0]}" is nobody who is named in it.',
                todo="put the name in its place: one claim has to stand by itself.",
            )
        if claim.subject is None and not told:
            raise QuestionError(
                where=f'claim "{claim.text[:60]}"',
                what="it says neither who gave it nor of what it is.",
                todo='say who, such as "Germany gave 14.5 bn euros", or "aid rose by 15%".',
            )

    def _by_tables(self, claim: Claim) -> Checked:
        return goods.check(claim, self.evidence, self.view, self.names, self.today)

    def _of_union(self, claim: Claim) -> Claim:
        """Goods of "Europe" are those the EU counts for its members, where Europe has no figure."""
        if claim.subject != "Europe" or "EU" not in self.names.parties:
            return claim
        of_goods = self._is_of_goods(claim) or (claim.figure and not self._is_money(claim))
        return msgspec.structs.replace(claim, subject="EU") if of_goods else claim

    def _is_money(self, claim: Claim) -> bool:
        """Whether the ledger's money decides, or the figures of the tables."""
        if claim.type in _ORDERS or claim.least is not None:
            return True
        if claim.type in ("count", "target") or self._is_of_goods(claim):
            return False
        of_giving = claim.kind or claim.stage in ("given", "allocation", "commitment", "pledge")
        if claim.subject is None and not of_giving:
            return not self._has_figures(claim)
        return self._gives(claim.subject) or not self._has_figures(claim)

    def _is_of_goods(self, claim: Claim) -> bool:
        """Whether it is about things or people: the ledger's money says nothing of them."""
        of_money = claim.type == "total" and claim.manner not in caveats.OF_TABLES
        return claim.manner in caveats.OF_TABLES or (self._is_counted(claim) and not of_money)

    def _is_counted(self, claim: Claim) -> bool:
        """Whether it names goods that are counted in pieces or weighed."""
        units = [self._units.get(i) for i in claim.item]
        return any(unit and not things.is_currency(unit) for unit in units)

    def _nothing_of_goods(self, claim: Claim) -> Checked:
        """None of some goods by somebody: one delivery speaks against it, no row is no proof."""
        wanted = matching.wanted_manners(claim) or ("delivery",)
        against = [
            e
            for e in self.evidence
            if e.party == claim.subject and set(e.item) & set(claim.item) and e.manner in wanted
            if claim.since is None or (e.start or e.day) >= claim.since
        ]
        name = self.names.name(claim.subject)
        missing = f"no figure of such goods by {name} is in the tables of the case"
        why = f"The book has {goods.told(claim, against[0], self.names)}." if against else ""
        return Checked(
            claim=claim,
            verdict="does_not_hold" if against else "not_verifiable",
            why=why or f"{missing[0].upper()}{missing[1:]}; that is no proof of none.",
            missing="" if against else f"{missing}. Add what was given, with its source.",
            rows=[goods.row(claim, e, self.names, "current") for e in against],
        )

    @cached_property
    def _units(self) -> Mapping[str, str]:
        return things.units(self.view)

    def _unranked(self, claim: Claim) -> Checked:
        """An order of goods that no two figures tell: nobody counted all parties."""
        same = [e for e in self.evidence if set(e.item) & set(claim.item)]
        own = [e for e in same if claim.subject in (None, e.party)]
        missing = "no two figures of the tables tell this order or change of such goods"
        rows = [goods.row(claim, e, self.names, "stated elsewhere") for e in own]
        return unsure(claim, missing, todo="Claim one figure of one party instead.", rows=rows)

    def _gives(self, subject: str | None) -> bool:
        if subject is None:
            return bool(self.ledger.stages) and bool(self.ledger.unions or self.ledger.donors)
        members = self.ledger.subject(subject, Reading("allocation", subject="members"))
        return bool(members & self.ledger.donors)

    def _has_figures(self, claim: Claim) -> bool:
        found = self._by_tables(claim)
        return any(r["part"] != "other meaning" for r in found.rows)

    def _with_rest(self, found: Checked) -> Checked:
        """What the tables say of a party the record of money does not know."""
        claim = found.claim
        if found.verdict != "not_verifiable" or claim.subject is None:
            return found
        rest = [
            goods.row(claim, e, self.names, "stated elsewhere")
            for e in self.evidence
            if e.party == claim.subject and e.table in ("deliveries", "pledges")
        ]
        return msgspec.structs.replace(found, rows=[*found.rows, *rest])


def _is_named(words: str, named: set[str]) -> bool:
    if cues.DAYS_UNREAD.search(words):
        return False  # a note of those days is no reading of them
    stems = set(map(evidence.stem, tokens(words)))
    return bool(stems) and stems <= named


def answer(book: Book, view: View, scope: Scope, text: str, *, today: date) -> Answer:
    """The claims of a text with their verdicts.

    Args:
        book: The book.
        view: As known on a day.
        scope: Bounds of the question.
        text: One or a few sentences.
        today: The day the claims are checked.

    Raises:
        QuestionError: Nothing in the text can be checked.
    """
    checker = Checker(book, view, scope, today)
    return _answer(checker, checker.all_of(text), [])


def structured(book: Book, view: View, scope: Scope, claim: Claim, *, today: date) -> Answer:
    """A claim given by its fields."""
    checker = Checker(book, view, scope, today)
    return _answer(checker, [checker.check(claim)], [])


def batch(
    book: Book, view: View, scope: Scope, lines: Sequence[str], *, where: str, today: date
) -> Answer:
    """One claim a line; a line that cannot be checked is a finding and stops nothing.

    Args:
        book: The book.
        view: As known on a day.
        scope: Bounds of the question.
        lines: The lines of a file; empty ones and those that begin with # are passed over.
        where: The file's name, for findings.
        today: The day the claims are checked.
    """
    checker = Checker(book, view, scope, today)
    done: list[Checked] = []
    odd: list[Finding] = []
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        try:
            done += checker.all_of(line)
        except QuestionError as error:
            place = f"{where}, line {number}"
            odd.append(Finding(code="claim_unread", where=place, what=error.what, todo=error.todo))
    if not done and not odd:
        raise QuestionError(
            where=where, what="the file holds no claim.", todo="write one claim a line."
        )
    return _answer(checker, done, odd)


def _answer(checker: Checker, done: Sequence[Checked], odd: Sequence[Finding]) -> Answer:
    rows = told.rows(done)
    by_tables = bool(rows) and all(r["table"] or r["part"] == "nothing" for r in rows)
    scope = checker.scope
    if by_tables:
        scope = msgspec.structs.replace(scope, dataset=None)  # tables of facts have none
    named = [*rows, *(c.bound for c in done if c.bound)]
    return Answer(
        question="claim",
        scope=scope,
        columns=told.columns(rows),
        rows=rows,
        sources=sources.of(checker.view, named),
        sentence=told.sentence(done),
        result={"claims": [told.full(c) for c in done]},
        findings=odd,
        warnings=sources.published_later(checker.view, named),
    )


def fields_of(claim: Claim) -> Mapping[str, object]:
    """What is said in a claim, without what is not."""
    shown = {f: getattr(claim, f) for f in claim.__struct_fields__}
    return {k: msgspec.to_builtins(v) for k, v in shown.items() if v not in (None, (), {}, "")}
