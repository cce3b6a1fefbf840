"""The grammar of the query language: Whoosh's query parser, with plugins that forgive what people write.

Whoosh gives the syntax only. What comes out is its tree of syntax nodes; `search.query.conversion` reads that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from whoosh.qparser import plugins, syntax, taggers
from whoosh.qparser.default import QueryParser

from search.errors import QuerySyntaxError, UnknownFieldError
from search.message import Message
from search.query.limits import MAX_DEPTH, too_large

FIELDS = {
    "text": "text",
    "title": "title",
    "author": "author",
    "from": "author",
    "recipient": "recipient",
    "to": "recipient",
    "kind": "kind",
    "source": "source",
    "date": "date",
}
"""What can stand before a colon -> the field it means."""

_NOT_FIELDS = frozenset({"http", "https", "ftp", "file", "mailto", "tel", "news", "re", "fw", "fwd", "aw", "sv"})
"""What often stands before a colon and is no field: schemes of addresses, and prefixes of mail subjects."""

_PLAIN_WORDS = re.compile(r"[\w\s]+")
_OPERATORS = frozenset({"AND", "OR", "NOT"})

_FIELD = re.compile(r"(?:(?<![^\s(\"])|(?<=[\s(]-)|(?<=\A-))(?P<name>[A-Za-z_]{2,}):(?=[^\s/:)])")
_SPACED_FIELD = re.compile(rf"(?<![^\s(])(?P<name>{'|'.join(FIELDS)}):\s+(?=\w)")
_RANGE = re.compile(r"(?<=:)\[\s*(?P<start>[^\s\]\[]+)?\s+(?i:TO)\s+(?P<end>[^\s\]\[]+)?\s*(?P<open>)(?P<close>)\]")
_PHRASE = re.compile(r'"(?P<text>[^"]*)(?P<end>"(?:~(?P<slop>[0-9]{0,4}))?|$)')
_FUZZINESS = r"(?<=\w)~(?P<maxdist>[0-9]*)(?P<prefix>)(?=[\s()]|$)"
_WILDCARD = r"(?P<text>[*?]+)"
_AND = r"(?<![^\s()\"])AND(?![^\s()\"])"
_OR = r"(?<![^\s()\"])OR(?![^\s()\"])"
_NOT = r"(?<![^\s()\"])NOT(?![^\s()\"])"
_MINUS = r"(?<![^\s(])-(?=[^\s\-)])"


@dataclass(slots=True)
class Syntax:
    """A query as Whoosh's syntax nodes, and what had to be mended: `notes`, in plain words.

    `dangling`: the first operator that joins nothing, None where there is none.
    """

    query: str
    notes: list[str] = field(default_factory=list)
    dangling: syntax.Operator | None = None
    root: syntax.GroupNode | None = None


def read_syntax(query: str) -> Syntax:
    """The syntax nodes of a query. Raises QuerySyntaxError, UnknownFieldError, and RequestError when too deep."""
    words = query.split()
    if _PLAIN_WORDS.fullmatch(query) and not _OPERATORS.intersection(words):
        # Most queries: the grammar would find the same, in ten times the time.
        return Syntax(query, root=syntax.AndGroup([syntax.WordNode(word) for word in words]))
    return read_by_grammar(query)


def read_by_grammar(query: str) -> Syntax:
    """The same by Whoosh's parser, whatever the query is."""
    read = Syntax(query)
    if spaced := _SPACED_FIELD.search(query):
        name = spaced["name"]
        read.notes.append(
            Message(
                "“%(field)s:” was read as a word; to search in that field, write no space after the colon.", field=name
            )
        )
    # Typed as Any: Whoosh's own plugins do not all derive from the class that its parser is annotated with.
    language: list[Any] = [
        _Fields(query),
        plugins.WildcardPlugin(_WILDCARD),
        plugins.FuzzyTermPlugin(_FUZZINESS),
        _Phrases(read),
        plugins.RangePlugin(_RANGE),
        _Parentheses(read),
        _Operators(read),
        plugins.EveryPlugin(),
    ]
    read.root = QueryParser("text", None, plugins=language).process(query)
    return read


class _FieldTagger(taggers.RegexTagger):
    """Tags the name of a field, and refuses a name that looks like one and is none."""

    def __init__(self, query: str) -> None:
        super().__init__(_FIELD)
        self._query = query

    def create(self, parser: QueryParser, match: re.Match[str]) -> syntax.FieldnameNode | None:
        name = match["name"].lower()
        if name in FIELDS:
            return syntax.FieldnameNode(FIELDS[name], match[0])
        following = self._query[match.end()]
        if name in _NOT_FIELDS or not (following.isalpha() or following in '"('):
            return None
        known = ", ".join(FIELDS)
        raise UnknownFieldError(
            Message(
                "There is no field %(field)r to search in. The fields are %(known)s. "
                "To find the words themselves, put them between quotation marks.",
                field=match["name"],
                known=known,
            ),
            query=self._query,
            position=match.start(),
            expected=Message("one of the fields %(known)s, or the words between quotation marks", known=known),
        )


class _Fields(plugins.FieldsPlugin):
    """Names of fields, written right before what is searched in them."""

    def __init__(self, query: str) -> None:
        super().__init__(_FIELD, remove_unknown=False)
        self._query = query

    def taggers(self, parser: QueryParser) -> list[tuple[taggers.Tagger, int]]:
        return [(_FieldTagger(self._query), 0)]


class _PhraseTagger(taggers.RegexTagger):
    """Tags a phrase. Its slop is the number of further words allowed, and 0 without `~`."""

    def __init__(self, read: Syntax) -> None:
        super().__init__(_PHRASE)
        self._read = read

    def create(self, parser: QueryParser, match: re.Match[str]) -> syntax.SyntaxNode:
        if not match["end"]:
            self._read.notes.append(
                Message("A quotation mark was not closed; it was read as “%(text)s”.", text=match["text"].strip())
            )
        slop = 0 if match["slop"] is None else int(match["slop"] or 1)
        return plugins.PhrasePlugin.PhraseNode(match["text"], match.start("text"), slop)


class _Phrases(plugins.Plugin):
    """Words between quotation marks; a last mark that is not closed is closed at the end."""

    def __init__(self, read: Syntax) -> None:
        self._tagger = _PhraseTagger(read)

    def taggers(self, parser: QueryParser) -> list[tuple[taggers.Tagger, int]]:
        return [(self._tagger, 0)]


class _Parentheses(plugins.GroupPlugin):
    """Groups, with missing parentheses put in and stray ones left out."""

    def __init__(self, read: Syntax) -> None:
        super().__init__()
        self._read = read

    def do_groups(self, parser: QueryParser, group: syntax.GroupNode) -> syntax.GroupNode:
        balanced = group.empty_copy()
        balanced.extend(list(self._balanced(group)))
        nested: syntax.GroupNode = super().do_groups(parser, balanced)
        return nested

    def _balanced(self, group: syntax.GroupNode) -> Iterator[syntax.SyntaxNode]:
        depth = 0
        stray = False
        for node in group:
            if isinstance(node, self.OpenBracket):
                depth += 1
                if depth > MAX_DEPTH:
                    raise too_large(self._read.query, Message("parentheses within each other"), MAX_DEPTH)
            elif isinstance(node, self.CloseBracket):
                if depth == 0:
                    stray = True
                    continue
                depth -= 1
            yield node
        if stray:
            self._read.notes.append(Message("A closing parenthesis without an opening one was left out."))
        if depth:
            self._read.notes.append(Message("A parenthesis was not closed; it was read as closed at the end."))
        end = len(self._read.query)
        for _ in range(depth):
            yield self.CloseBracket().set_range(end, end)


class _Operators(plugins.OperatorsPlugin):
    """AND, OR, NOT and `-`; an operator with nothing to join is left out."""

    def __init__(self, read: Syntax) -> None:
        infix, prefix = syntax.InfixOperator, syntax.PrefixOperator
        tagger = self.OpTagger
        super().__init__(
            [
                (tagger(_MINUS, syntax.NotGroup, prefix, memo="minus"), 0),
                (tagger(_NOT, syntax.NotGroup, prefix, memo="not"), 0),
                (tagger(_AND, syntax.AndGroup, infix, memo="and"), 0),
                (tagger(_OR, syntax.OrGroup, infix, memo="or"), 0),
            ],
            clean=True,
        )
        self._read = read

    def filters(self, parser: QueryParser) -> list[tuple[Any, int]]:
        # Before the operators are applied (600) and after white space is gone (500).
        return [(self.drop_dangling, 590), *super().filters(parser)]

    def drop_dangling(self, parser: QueryParser, group: syntax.GroupNode) -> syntax.GroupNode:
        """The group without the operators that have nothing to join."""
        kept: syntax.GroupNode = group.empty_copy()
        for node in group:
            if isinstance(node, syntax.InfixOperator) and (not kept or isinstance(kept[-1], syntax.Operator)):
                self._note(node)
            elif isinstance(node, syntax.PrefixOperator) and kept and isinstance(kept[-1], syntax.PrefixOperator):
                raise QuerySyntaxError(
                    Message(
                        "Two negations follow each other at character %(place)s; write NOT or - once.",
                        place=node.startchar + 1,
                    ),
                    query=self._read.query,
                    position=node.startchar,
                    expected=Message("one NOT or - before what is not wanted"),
                )
            else:
                kept.append(self.drop_dangling(parser, node) if isinstance(node, syntax.GroupNode) else node)
        while kept and isinstance(kept[-1], syntax.Operator):
            self._note(kept.pop())
        return kept

    def _note(self, operator: syntax.Operator) -> None:
        self._read.dangling = self._read.dangling or operator
        self._read.notes.append(
            Message(
                "%(operator)s joins nothing where it stands and was left out; "
                "to search for the word, write “%(word)s”.",
                operator=operator.text,
                word=operator.text.lower(),
            )
        )
