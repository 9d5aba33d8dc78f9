"""The Cypher of the project: one question per file, its contract in the file's header, checked when it is loaded.

`queries.actors_by_id` is the file `actors_by_id.cypher`, in whichever folder it stands.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

MODES = ("read", "write", "schema")


class QueryError(Exception):
    """A query file breaks its contract or the rules of portable Cypher."""


@dataclass(frozen=True)
class Query:
    """One question: its name, mode, declared parameters and result columns, and the Cypher."""

    name: str
    doc: str
    mode: str
    parameters: frozenset[str]
    columns: tuple[str, ...]
    cypher: str


WRITE_VERBS = re.compile(r"\b(CREATE|MERGE|SET|DELETE|REMOVE|DROP|FOREACH)\b")
# What the two engines do differently, or what only one of them has (docs/architecture.md, 'Portable Cypher').
FORBIDDEN = {
    r"\belementId\s*\(": "elementId() changes when labels do",
    r"(?<![\w.])id\s*\(": "id() is reused",
    r"\bIN\s+(\d+\s+)?(CONCURRENT\s+)?TRANSACTIONS\b": "a statement must be atomic",
    r":\s*\$\s*\(|\$\$|SET\s+\w+\s*\[": "no dynamic labels, types or properties",
    r"\bcollect\s*\([^()]*\)\s*[\[.]": "name the list by WITH first",
    r"\bhead\s*\(\s*collect": "name the list by WITH first",
    r"\bapoc\.|\bdb\.|\bdbms\.": "no procedures that only one engine has",
    r"\bSHORTEST\b|\bANY\s+SHORTEST\b": "use shortestPath()",
    r"\bLOAD\s+CSV\b": "files are read by importers",
    r"\b(date|datetime|localdatetime|timestamp)\s*\(": "dates are ISO strings, instants are epoch milliseconds",
    r"-\[[^\]]*\*\s*\]|-\[[^\]]*\*\d*\.\.\s*\]": "paths need an upper bound",
    r"(?<!DETACH )\bDELETE\s+n\b": "nodes go by DETACH DELETE",
    # a Neo4j server keeps the plan that it made for an empty graph, in which a scan is as good as the index: an import
    # later it looks at 300,000 relations for one of them
    r"(?m)^MATCH \(\w*:(?!Graph\b)\w+ \{id: [^\n]*\n(?!USING INDEX SEEK)": "what has an id is found by its index",
    r"(?<!\(id\)\n)WHERE r\.id IN ": "what has an id is found by its index",
    # 382 of 384 relations went when the embedded engine deleted while it was still looking for them
    r"(?<!UNWIND found AS r\n)(?<!DETACH )\bDELETE\s+r\b": "relations are collected before they are deleted",
}


def _split(text: str) -> list[str]:
    """Parts of `text` between commas that stand in no bracket."""
    parts, depth, start = [], 0, 0
    for position, sign in enumerate(text):
        depth += sign in "([{"
        depth -= sign in ")]}"
        if sign == "," and not depth:
            parts.append(text[start:position])
            start = position + 1
    return [*parts, text[start:]]


def _columns(cypher: str) -> tuple[str, ...]:
    returns = list(re.finditer(r"\bRETURN\b(?:\s+DISTINCT\b)?", cypher))
    if not returns:
        return ()
    clause = re.split(r"\b(?:ORDER\s+BY|SKIP|LIMIT)\b", cypher[returns[-1].end() :])[0]
    names = []
    for part in _split(clause):
        alias = re.search(r"\bAS\s+(\w+)\s*$", part.strip())
        names.append(alias.group(1) if alias else part.strip())
    return tuple(names)


def parse(name: str, text: str) -> Query:
    """The query in `text`; raises QueryError where header and Cypher differ or a rule of portable Cypher is broken."""
    header: list[str] = []
    body: list[str] = []
    doc: list[str] = []
    for row in text.splitlines():
        (header if row.startswith("//") and not body else body).append(row)
    mode = ""
    parameters: set[str] = set()
    columns: list[str] = []
    for row in header:
        words = row.removeprefix("//").split()
        if not words:
            continue
        if words[0] == "mode":
            mode = words[1]
        elif words[0].startswith("$"):
            parameters.add(words[0][1:])
        elif words[0] == "->":
            columns.append(words[1])
        else:
            doc.append(" ".join(words))
    cypher = "\n".join(body).strip()
    plain = re.sub(r"'[^']*'", "''", cypher)
    used = set(re.findall(r"\$(\w+)", plain))
    problems = []
    if not doc:
        problems.append("says in no sentence what comes back")
    if mode not in MODES:
        problems.append(f"mode is {mode!r}, not one of {MODES}")
    if used != parameters:
        problems.append(f"parameters: header {sorted(parameters)}, Cypher {sorted(used)}")
    if mode != "schema" and _columns(plain) != tuple(columns):
        problems.append(f"columns: header {columns}, RETURN {list(_columns(plain))}")
    if mode == "read" and WRITE_VERBS.search(plain):
        problems.append("mode read, but a verb writes")
    problems += [why for pattern, why in FORBIDDEN.items() if re.search(pattern, plain)]
    if problems:
        raise QueryError(f"{name}.cypher: " + "; ".join(problems))
    return Query(name, " ".join(doc), mode, frozenset(parameters), tuple(columns), cypher)


def load(folder: Path) -> dict[str, Query]:
    """Every query below `folder` by name; raises QueryError at the first file that breaks its contract."""
    catalogue: dict[str, Query] = {}
    for file in sorted(folder.rglob("*.cypher")):
        if file.stem in catalogue:
            raise QueryError(f"two files are called {file.name}")
        catalogue[file.stem] = parse(file.stem, file.read_text(encoding="utf-8"))
    return catalogue


CATALOGUE = load(Path(__file__).parent)


def __getattr__(name: str) -> Query:
    try:
        return CATALOGUE[name]
    except KeyError:
        raise AttributeError(f"there is no {name}.cypher") from None
