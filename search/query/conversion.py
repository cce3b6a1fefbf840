"""From the grammar's syntax nodes to the query tree, with the query written out again as it was understood."""

from __future__ import annotations

import re

from whoosh.qparser import plugins, syntax

from search.analysis import NAME_FIELDS, Analyzer, Token, fold
from search.dates import parse_date_filter
from search.errors import QuerySyntaxError, RequestError
from search.message import Message
from search.query.clause import Clause, joined, negated
from search.query.limits import MAX_EDITS, MAX_SLOP, QueryLimits, too_large
from search.querytree import And, Dated, Everything, Fuzzy, Or, Phrase, Prefix, Query, Term, Wildcard

_DATE_EXPECTED = Message("date:2015, date:2015-06, date:[2014 TO 2016], date:2014..2016 or date:undated")
_WILDCARD_CHUNK = re.compile(r"[^\s\"()\[\]{},;:!/\\|<>=+&@#%$£€_.~\-–—…]+")


class Conversion:
    """Reads the syntax nodes of one query. `notes`: what was read otherwise than written, in plain words."""

    def __init__(self, query: str, analyzer: Analyzer, limits: QueryLimits) -> None:
        self.notes: list[str] = []
        self._query = query
        self._analyzer = analyzer
        self._limits = limits
        self._clauses = 0
        self._expanding = 0

    def clause(self, node: syntax.SyntaxNode) -> Clause | None:
        """What a node means; None where it has nothing to search for (punctuation)."""
        match node:
            case syntax.NotGroup():
                inner = self._conjunction(node)
                return negated(inner) if inner else None
            case syntax.OrGroup():
                return joined(Or, self._parts(node))
            case syntax.GroupNode():
                return self._conjunction(node)
            case plugins.EveryPlugin.EveryNode():
                return Clause(Everything(), "*")
            case syntax.RangeNode():
                return self._range(node)
            case syntax.TextNode():
                return self._leaf(node)
            case _:
                raise AssertionError(f"the grammar has no such node: {node!r}")

    def _conjunction(self, group: syntax.GroupNode) -> Clause | None:
        return joined(And, self._parts(group))

    def _parts(self, group: syntax.GroupNode) -> list[Clause]:
        return [clause for clause in map(self.clause, group) if clause]

    def _leaf(self, node: syntax.TextNode) -> Clause | None:
        self._clauses += 1
        if self._clauses > self._limits.clauses:
            raise too_large(self._query, Message("words"), self._limits.clauses)
        field = node.fieldname or "text"
        if field == "date":
            return self._date(node.text, node)
        match node:
            case plugins.PhrasePlugin.PhraseNode():
                return self._phrase(field, node.text, node.slop)
            case plugins.PrefixPlugin.PrefixNode():
                return self._patterns(field, f"{node.text}*")
            case plugins.WildcardPlugin.WildcardNode():
                return self._patterns(field, node.text)
            case plugins.FuzzyTermPlugin.FuzzyTermNode():
                return self._fuzzy(field, node.text, node.maxdist)
            case _:
                return self._words(field, node.text)

    def _words(self, field: str, text: str) -> Clause | None:
        """A word; a phrase where the analysis takes it apart (`back-to-work`)."""
        tokens = list(self._analyzer.tokens(text))
        if len(tokens) != 1:
            return self._phrase_of(field, text, tokens, 0)
        word = text[tokens[0].start : tokens[0].end]
        shown = word.lower() if word in {"AND", "OR", "NOT"} else word
        return Clause(Term(field, _compared(field, tokens[0])), _in_field(field, shown))

    def _phrase(self, field: str, text: str, slop: int) -> Clause | None:
        if slop > MAX_SLOP:
            self.notes.append(
                Message(
                    "A phrase may have at most %(most)s words between its own; ~%(slop)s was read as that.",
                    most=MAX_SLOP,
                    slop=str(slop),
                )
            )
        if "*" in text:
            self.notes.append(
                Message(
                    "A * between quotation marks stands for itself; “%(text)s” was searched for without it.", text=text
                )
            )
        tokens = list(self._analyzer.tokens(text))
        return self._words(field, text) if len(tokens) == 1 else self._phrase_of(field, text, tokens, slop)

    def _phrase_of(self, field: str, text: str, tokens: list[Token], slop: int) -> Clause | None:
        if not tokens:
            return None
        slop = min(slop, MAX_SLOP)
        shown = f'"{text.strip()}"' + (f"~{slop}" if slop else "")
        return Clause(Phrase(field, tuple(_compared(field, token) for token in tokens), slop), _in_field(field, shown))

    def _fuzzy(self, field: str, text: str, edits_text: str | int) -> Clause | None:
        edits = int(edits_text)
        if edits > MAX_EDITS:
            self.notes.append(
                Message(
                    "A word may differ by at most %(most)s letters; “%(word)s” was read as that.",
                    most=MAX_EDITS,
                    word=f"{text}~{edits}",
                )
            )
            edits = MAX_EDITS
        if edits == 0:
            return self._words(field, text)
        tokens = list(self._analyzer.tokens(text))
        suffix = "~" if edits == 1 else f"~{edits}"
        return joined(
            And,
            [
                self._expanded(
                    Fuzzy(field, token.text, edits), _in_field(field, text[token.start : token.end] + suffix)
                )
                for token in tokens
            ],
        )

    def _patterns(self, field: str, text: str) -> Clause | None:
        """Words of which at least one has a wildcard; punctuation within takes them apart, as in texts."""
        if "://" in text:  # an address, whose ? starts its parameters
            return self._words(field, text)
        chunks = _WILDCARD_CHUNK.findall(text)
        return joined(And, [clause for chunk in chunks if (clause := self._pattern(field, chunk))])

    def _pattern(self, field: str, chunk: str) -> Clause | None:
        written = re.sub(r"\*+", "*", chunk)
        if "*" not in written and "?" not in written.rstrip("?"):
            return self._question(field, written)
        if written.strip("*?") == "":
            return Clause(Everything(), "*")
        head = re.split(r"[*?]", written, maxsplit=1)[0]
        # What the analysis takes off the front (`e-mail*`, `北京*`) are words of their own.
        *before, start = [token.start for token in self._analyzer.tokens(head)] or [0]
        lead, written = written[:start], written[start:]
        leaf = _pattern_leaf(field, "".join(map(_folded, re.split(r"([*?])", written))))
        if leaf is None:
            return self._words(field, head)
        parts = [self._words(field, lead)] if before else []
        parts.append(self._expanded(leaf, _in_field(field, written)))
        return joined(And, [part for part in parts if part])

    def _question(self, field: str, written: str) -> Clause | None:
        """A word, perhaps with a question mark at its end, which ends a question more often than it means a letter."""
        word = written.rstrip("?")
        clause = self._words(field, word)
        if clause and word != written:
            self.notes.append(
                Message("The ? at the end of “%(written)s” was read as a question mark.", written=written)
            )
        return clause

    def _expanded(self, leaf: Query, display: str) -> Clause:
        self._expanding += 1
        if self._expanding > self._limits.patterns:
            raise too_large(self._query, Message("words with *, ? or ~"), self._limits.patterns)
        return Clause(leaf, display)

    def _range(self, node: syntax.RangeNode) -> Clause:
        if node.fieldname != "date":
            raise QuerySyntaxError(
                Message(
                    "Only dates have ranges, and character %(place)s starts one for %(field)r; "
                    "write date:[2014 TO 2016].",
                    place=node.startchar + 1,
                    field=node.fieldname or "text",
                ),
                query=self._query,
                position=node.startchar,
                expected="date:[2014 TO 2016]",
            )
        start, end = ("" if limit in {None, "*"} else limit for limit in (node.start, node.end))
        return self._date(f"{start}..{end}" if start or end else "*", node)

    def _date(self, text: str, node: syntax.SyntaxNode) -> Clause:
        if isinstance(node, plugins.PrefixPlugin.PrefixNode):
            text += "*"
        try:
            filter_ = parse_date_filter(text.strip().lower())
        except RequestError as error:
            raise QuerySyntaxError(
                Message("%(mistake)s In a query: %(expected)s.", mistake=error.message, expected=_DATE_EXPECTED),
                query=self._query,
                position=node.startchar or 0,
                expected=_DATE_EXPECTED,
            ) from error
        return Clause(Dated(filter_), f"date:{filter_.text}")


def _compared(field: str, token: Token) -> str:
    """What a field's tokens are compared by: see `Analyzer.field_tokens`."""
    return token.text if field in NAME_FIELDS else token.stem


def _folded(piece: str) -> str:
    return piece if piece in {"*", "?"} else fold(piece)


def _pattern_leaf(field: str, pattern: str) -> Prefix | Wildcard | None:
    """The leaf for a folded pattern; None where there is nothing but wildcards in it."""
    if pattern.strip("*?") == "":
        return None
    if pattern.find("*") == len(pattern) - 1 and "?" not in pattern:
        return Prefix(field, pattern[:-1])
    return Wildcard(field, pattern)


def _in_field(field: str, text: str) -> str:
    return text if field == "text" else f"{field}:{text}"
