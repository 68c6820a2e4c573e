"""How findings come about: rules run, suppressed ones drop out, idle suppressions come in, all is sorted."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from klartext.lint.rule import Scope
from klartext.lint.rules.expired_suppression import ExpiredSuppression
from klartext.lint.rules.incomplete_suppression import IncompleteSuppression
from klartext.lint.rules.unknown_rule_allowed import UnknownRuleAllowed
from klartext.lint.rules.unused_suppression import UnusedSuppression
from klartext.lint.suppression import directives

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from klartext.lint.diagnostic import Diagnostic
    from klartext.lint.document import Document
    from klartext.lint.rule import Fact, Rule, Site
    from klartext.lint.rules.engine_rule import EngineRule
    from klartext.lint.suppression import Directive


class Findings(NamedTuple):
    """What is known of one document before suppressions count: findings of its own, and its directives."""

    diagnostics: tuple[Diagnostic, ...]
    directives: tuple[Directive, ...]


@dataclass(frozen=True, slots=True)
class Engine:
    """One run's choice of rules.

    ``rules`` gives the rules for a document by its path; ``known`` maps the codes and names of all rules
    there are to their names, to tell a misspelt suppression from one of a rule that is off.
    """

    rules: Callable[[str], Sequence[Rule]]
    known: Mapping[str, str]
    today: date
    alone: Callable[[Document, Site], Findings] | None = field(default=None)
    """Stands in for ``check_alone``, for instance with a cache before it."""
    facts: Sequence[Fact] = ()
    """What else is wanted of each document, computed while it is parsed anyway."""

    def lint(
        self, documents: Iterable[Document], site: Site, given: Iterable[Diagnostic] = ()
    ) -> list[Diagnostic]:
        """Return the findings in some of a site's documents, sorted.

        Args:
            documents: the documents to check.
            site: what rules over several posts look at.
            given: findings that reading the site has made already; suppressions apply to them too.
        """
        by_path: dict[str, list[Diagnostic]] = defaultdict(list)
        for diagnostic in given:
            by_path[diagnostic.place.path].append(diagnostic)
        found: list[Diagnostic] = []
        # First every document by itself, so that each is parsed once; then the rules over several, from facts.
        alone = [(document, (self.alone or self.check_alone)(document, site)) for document in documents]
        for document, findings in alone:
            raw = [*by_path.pop(document.path, ()), *findings.diagnostics]
            raw.extend(self._check(document, site, together=True))
            found.extend(self._suppress(document, raw, findings.directives))
        for rest in by_path.values():
            found.extend(rest)
        return sorted(found, key=lambda diagnostic: diagnostic.sort_key)

    def check_alone(self, document: Document, site: Site) -> Findings:
        """Return the findings that need the document and the settings only, and the document's directives."""
        facts = (fact for rule in self.rules(document.path) for fact in rule.facts)
        for fact in dict.fromkeys((*facts, *self.facts)):
            site.fact(fact, document)
        return Findings(tuple(self._check(document, site, together=False)), directives(document))

    def _check(self, document: Document, site: Site, *, together: bool) -> Iterator[Diagnostic]:
        for rule in self.rules(document.path):
            if (rule.scope is Scope.SITE) is together and _reads(rule, document):
                yield from rule.check(document, site)

    def _suppress(
        self, document: Document, raw: Sequence[Diagnostic], written: Sequence[Directive]
    ) -> Iterator[Diagnostic]:
        """Yield what no directive covers, and what is wrong with the directives themselves."""
        if not written:
            yield from raw
            return
        active = {rule.name: rule for rule in self.rules(document.path)}
        counting = [d for d in written if not d.problem and not d.expired(self.today)]
        used: set[tuple[int, str]] = set()
        for diagnostic in raw:
            hiding = {
                (at, diagnostic.rule)
                for at, directive in enumerate(counting)
                if directive.covers(diagnostic) and self._names(directive, diagnostic.rule)
            }
            if not hiding:
                yield diagnostic
            used |= hiding
        for directive in written:
            yield from self._judge(directive, active)
        unused = active.get(UnusedSuppression.name)
        if isinstance(unused, UnusedSuppression):
            for at, directive in enumerate(counting):
                for allowed in directive.allowed:
                    name = self.known.get(allowed.rule, "")
                    if name in active and (at, name) not in used:
                        yield unused.at(allowed.place, allowed.text, rule=name)

    def _names(self, directive: Directive, rule: str) -> bool:
        return any(self.known.get(allowed.rule) == rule for allowed in directive.allowed)

    def _judge(self, directive: Directive, active: Mapping[str, Rule]) -> Iterator[Diagnostic]:
        def rule(kind: type[EngineRule]) -> EngineRule | None:
            found = active.get(kind.name)
            return found if isinstance(found, kind) else None

        if directive.problem and (incomplete := rule(IncompleteSuppression)):
            yield incomplete.at(directive.place, directive.evidence, directive.problem)
        elif directive.expired(self.today) and (expired := rule(ExpiredSuppression)):
            yield expired.at(directive.place, directive.evidence, until=directive.until)
        if unknown := rule(UnknownRuleAllowed):
            for allowed in directive.allowed:
                if allowed.rule not in self.known:
                    from difflib import get_close_matches  # noqa: PLC0415 — rare, and slow to import

                    similar = get_close_matches(allowed.rule, self.known, n=1)
                    if similar:
                        yield unknown.at(
                            allowed.place, allowed.text, "similar", rule=allowed.rule, similar=similar[0]
                        )
                    else:
                        yield unknown.at(allowed.place, allowed.text, rule=allowed.rule)


def _reads(rule: Rule, document: Document) -> bool:
    return rule.languages is None or document.lang in rule.languages
