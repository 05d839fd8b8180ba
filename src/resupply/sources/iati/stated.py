"""Activities as releases: lines, entries, parties, and findings."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

import msgspec

from resupply.core.records import Entry, Line
from resupply.core.statements import Release
from resupply.core.words import AidKind, Basis, Precision, Stage, some
from resupply.sources.iati import parties
from resupply.sources.iati.activity import Activity, Transaction
from resupply.sources.iati.codes import TYPES, is_humanitarian
from resupply.sources.iati.files import Activities
from resupply.sources.iati.oddities import Oddities
from resupply.sources.iati.shares import Parts, parts, split
from resupply.sources.reading.parties import Party, party_row

#: Datasets: what organisations give, and what they say they got.
GIVEN, INCOMING = "iati", "iati-incoming"
#: Receivers named on a line; the rest is counted.
_CHANNELS_SHOWN = 3


def releases(
    read: Activities, *, known_on: date, source_id: str | None = None
) -> tuple[Release, ...]:
    """Two releases: what is given, and what comes in; findings stand with the first.

    Args:
        read: The activities of the files.
        known_on: Day the files were public.
        source_id: Name of the source's row; made from day and content when not given.
    """
    source = source_id or f"{GIVEN}-{known_on}-{read.sha256[:8]}"
    # Publishers know their own names best; others call them by their projects'.
    own = (parties.organisation(stated.reporter) for stated in read.activities)
    names = {party.party_id: party for party in own if party and party.name != party.party_id}
    told = {name: _Dataset(name, source, known_on, names) for name in (GIVEN, INCOMING)}
    for stated in read.activities:
        _take(stated, told, read.odd)
    findings = list(read.odd.findings())
    covers = tuple(f"{_cell_of(stated)}|" for stated in read.activities)
    return tuple(
        Release(
            source_id=source,
            dataset=name,
            known_on=known_on,
            source=_source(source, known_on, read.activities),
            lines=dataset.lines(),
            entries=dataset.entries,
            # An activity is stated whole: what it does not say any more, it takes back.
            covers_cells=covers,
            each_apart=True,
            amounts_only=False,
            rows=[party_row(source, party) for party in sorted(dataset.parties)],
            findings=findings if name == GIVEN else [],
            file_sha256=read.sha256,
        )
        for name, dataset in told.items()
    )


def _take(stated: Activity, told: dict[str, "_Dataset"], odd: Oddities) -> None:
    own = parts(stated.places)
    if own.odd and stated.transactions:
        odd.add(own.odd, stated.where())
    for transaction in stated.transactions:
        where = stated.where(transaction.number)
        divided = parts(transaction.places) if transaction.places else own
        _note_parts(divided, where, odd)
        if transaction.provider is None:
            odd.add("giver_not_stated", where)
        elif not transaction.provider.ref:
            odd.add("giver_without_id", where)
        dataset = told[INCOMING if TYPES[transaction.code].incoming else GIVEN]
        dataset.add(stated, transaction, divided, own)
    if len({TYPES[t.code].incoming for t in stated.transactions}) == 2:
        odd.add("money_passed_on", stated.where())


def _note_parts(divided: Parts, where: str, odd: Oddities) -> None:
    for code in divided.unknown:
        odd.add("unknown_country", where, code)
    if len(divided.of) > 1:
        odd.add("shares_applied", where)
    elif divided.of[0][0] is None:
        odd.add("recipient_not_stated", where)


class _Told(msgspec.Struct):
    """A line as it grows: who passes its money on is known once all its entries are."""

    line: Line
    channels: dict[str, None]


class _Dataset:
    """Lines, entries and parties of one of the two datasets.

    Args:
        name: The dataset.
        source: Name of the source's row.
        known_on: Day the files were public.
        names: Parties of both, each under its own name, or the first it was met by.
    """

    def __init__(self, name: str, source: str, known_on: date, names: dict[str, Party]) -> None:
        self._name, self._source, self._known_on = name, source, known_on
        self._names = names
        self._lines: dict[str, _Told] = {}
        self._equal: dict[str, int] = {}
        self.entries: list[Entry] = []
        self.parties: set[Party] = set()

    def add(self, stated: Activity, transaction: Transaction, divided: Parts, own: Parts) -> None:
        """Take a transaction in: an entry a party that gets of it."""
        giver = self._giver(stated, transaction)
        amounts = split(transaction.amount, [weight for _, weight in divided.of])
        for (taker, _), amount in zip(divided.of, amounts, strict=True):
            for party in (giver, taker):
                if party:
                    self.parties.add(self._names.setdefault(party.party_id, party))
            line_id = self._line(stated, transaction, giver, taker, own)
            if amount:
                is_part = len(divided.of) > 1
                self._entry(stated, transaction, line_id, (giver, taker), amount, is_part)

    def lines(self) -> list[Line]:
        """The lines, with the names of those through whom their money goes."""
        return [
            msgspec.structs.replace(
                told.line, channel=some(list(told.channels), _CHANNELS_SHOWN) or None
            )
            for told in self._lines.values()
        ]

    def _giver(self, stated: Activity, transaction: Transaction) -> Party | None:
        """Who gives. Who publishes what comes in is the one who gets it, and not the giver."""
        giver = parties.organisation(transaction.provider) if transaction.provider else None
        if giver or self._name == INCOMING:
            return giver
        return parties.organisation(stated.reporter)

    def _line(
        self,
        stated: Activity,
        transaction: Transaction,
        giver: Party | None,
        taker: Party | None,
        own: Parts,
    ) -> str:
        """The line of a transaction, by what is as its activity says and what is not."""
        line_id = f"{self._name}/{stated.identifier}"
        if [taker] != [party for party, _ in own.of]:
            line_id += f"/{taker.party_id if taker else 'rest'}"
        if giver != parties.organisation(stated.reporter):
            line_id += f"/from {giver.party_id if giver else 'unknown'}"
        kind = _kind(stated, transaction)
        if kind is not _kind(stated, None):
            line_id += f"/{kind}"
        told = self._lines.get(line_id)
        if told is None:
            line = Line(
                source_id=self._source,
                key=line_id,
                known_on=self._known_by(stated, None),
                locator=stated.where(),
                line_id=line_id,
                dataset=self._name,
                donor=giver.party_id if giver else None,
                recipient=taker.party_id if taker else None,
                item="money",
                aid_kind=kind,
                earmarking=stated.earmarking,
                title=stated.title or None,
            )
            told = self._lines[line_id] = _Told(line, {})
        if channel := self._channel(stated, transaction):
            told.channels[channel] = None
        return line_id

    def _channel(self, stated: Activity, transaction: Transaction) -> str:
        receiver = transaction.receiver
        if receiver is None and self._name == INCOMING:
            receiver = stated.reporter
        return (receiver.name or receiver.ref) if receiver else ""

    def _entry(
        self,
        stated: Activity,
        transaction: Transaction,
        line_id: str,
        who: tuple[Party | None, Party | None],
        amount: Decimal,
        is_part: bool,
    ) -> None:
        cell = _cell(stated, transaction, who)
        number = self._equal[cell] = self._equal.get(cell, 0) + 1
        stage = TYPES[transaction.code].stage or Stage.OUTSIDE
        self.entries.append(
            Entry(
                source_id=self._source,
                key=f"{cell}#{number}",
                known_on=self._known_by(stated, transaction.day),
                locator=stated.where(transaction.number),
                line_id=line_id,
                stage_from=Stage.OUTSIDE,
                stage_to=stage,
                happened_from=transaction.day,
                happened_to=transaction.day,
                value=abs(amount),
                currency=transaction.currency,
                basis=Basis.DERIVED if is_part else Basis.REPORTED,
                cell=cell,
                reverses=amount < 0,
                reason="stated as a negative amount" if amount < 0 else None,
                note="; ".join(_notes(transaction, is_part)) or None,
            )
        )

    def _known_by(self, stated: Activity, happened: date | None) -> date:
        """The day its publisher last changed it, if that can be."""
        told = stated.updated_on
        if told is None or told > self._known_on or (happened is not None and happened > told):
            return self._known_on
        return told


def _kind(stated: Activity, transaction: Transaction | None) -> AidKind:
    """Humanitarian by its own flag, its activity's, or all its sectors of the DAC's lists."""
    own = transaction.humanitarian if transaction else None
    flag = stated.humanitarian if own is None else own
    sectors = (transaction.sectors if transaction else ()) or stated.sectors
    by_sector = own is None and bool(sectors) and all(map(is_humanitarian, sectors))
    return AidKind.HUMANITARIAN if flag or by_sector else AidKind.UNSPECIFIED


def _cell_of(stated: Activity) -> str:
    """The beginning of an activity's cells; the standard has no bars in identifiers."""
    return stated.identifier.replace("|", "/")


def _cell(
    stated: Activity, transaction: Transaction, who: tuple[Party | None, Party | None]
) -> str:
    """What names a figure over editions. Equal transactions share one, for they have no numbers."""
    giver, taker = (party.party_id if party else "-" for party in who)
    receiver = transaction.receiver
    through = (receiver.ref or receiver.name) if receiver else "-"
    parts = (transaction.code, str(transaction.day or "undated"), transaction.currency)
    told = (_cell_of(stated), *parts, f"{giver} > {through}", taker)
    kind = "|humanitarian" if _kind(stated, transaction) is AidKind.HUMANITARIAN else ""
    return "|".join(told) + kind


def _notes(transaction: Transaction, is_part: bool) -> Iterator[str]:
    if transaction.receiver:
        yield f"to {transaction.receiver.name or transaction.receiver.ref}"
    if is_part:
        yield f"part by percentages of {transaction.amount:,f} {transaction.currency}"


def _source(source: str, known_on: date, activities: Sequence[Activity]) -> dict[str, object]:
    publishers = list(dict.fromkeys(a.reporter.name or a.reporter.ref for a in activities))
    return {
        "source_id": source,
        "title": "IATI activities",
        "publisher": some([name for name in publishers if name]) or "not stated",
        "url": "https://iatistandard.org/",
        "published": known_on.isoformat(),
        "published_precision": Precision.DAY.value,
        "kind": "official",
    }
