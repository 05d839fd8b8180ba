"""What is asked for or made rather than given, and what a donor asks of its own parliament."""

from resupply.intake.between_lines import BetweenLines
from resupply.intake.clauses import Governed
from resupply.intake.things import Thing
from resupply.intake.topics import AGENCIES, IN_NEED
from resupply.intake.triggers import Trigger


class Asking(BetweenLines):
    """Says of a thing under a verb of asking or making what it is."""

    def _asked_or_made(self, thing: Thing, governed: Governed, trigger: Trigger) -> str | None:
        """need, made, aid (a donor asks its parliament), "", or None where other rules decide."""
        if trigger.group == "produce":
            promised = {"pledge", "commit"} & {*trigger.matrix} and thing.family == "shelter"
            return "aid" if promised and self.givers.topic else "made"
        if thing.pronoun and self.page.words[thing.last - 1].low != "more":
            return ""  # "60 were needed": votes, people, anything
        if trigger.lemma == "hope":
            return ""
        priced = trigger.lemma == "cost" and trigger.tense not in ("future", "maybe")
        if priced or (trigger.lemma == "cost" and not thing.money):
            return ""
        weighed = bool({"talk", "commit"} & {*trigger.matrix})  # "is weighing a request for"
        if (
            trigger.nominal
            and trigger.lemma == "request"
            and (weighed or self._donor_asks(trigger))
        ):
            return "aid"
        if trigger.lemma in ("want", "hope") and not self._needy(trigger):
            named = self.givers.recipient(thing, governed)
            if named and self.givers.gets(named):
                return "aid"
            return "" if thing.family == "aid" else "need"
        if trigger.group == "need" and governed.side == "subject" and not trigger.passive:
            return ""  # "shelters ready": what is needed stands behind the verb
        if trigger.group == "need" or self._needy(trigger):
            return "need"
        return None

    def _needy(self, trigger: Trigger) -> bool:
        """Whether those who ask are in need, or ask for those who are."""
        ids = {a.id for a in self.clauses.subjects(trigger)}
        return not ids or ids <= IN_NEED | AGENCIES or self.givers.topic in ids

    def _donor_asks(self, trigger: Trigger) -> bool:
        """Such as "the White House request for $61 billion": a donor's own money, in talks."""
        for k in range(trigger.at - 1, max(trigger.at - 4, -1), -1):
            actor = self.page.actor_at(k)
            if actor:
                return actor.id not in IN_NEED | AGENCIES
            if self.page.words[k].is_sign or self.page.words[k].closed == "preposition":
                return False
        return False
