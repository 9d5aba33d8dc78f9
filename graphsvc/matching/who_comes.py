"""Who comes to an offer: parents for themselves, children without them, or both."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphsvc.matching.ages import Ages
from graphsvc.matching.concepts import Text
from graphsvc.matching.lexicon import Patterns
from graphsvc.matching.normalise import fold, words
from graphsvc.matching.remembering import remembered
from graphsvc.matching.target_groups import named

PARENTS, CHILDREN = "parents", "children"
_OF_PARENTS = Patterns(
    {
        PARENTS: "=eltern|*elternteil|*elternpaar|=muetter|=muettern|=mutter|=vaeter|=vaetern|=vater|*sorgeberecht"
        "|*erziehungsberecht|*erziehende"
    }
)
_OF_CHILDREN = Patterns(
    {
        CHILDREN: "-kinder|-kindern|junge mensch|jungen mensch|*schulkind|*jungen|=jungs|*maedchen|*jugendlich"
        "|*schueler|=toechter|=soehne|=klassen|*schulklasse|*geschwister|=teens|*teenie|*klaessler|*jaehrig"
    }
)
_LITTLE_ONES = Patterns(
    {CHILDREN: "*baby|=babies|*saeugling|*kleinkind|*neugebor|*kleinst|=u3|unter 3|unter drei|=kind"}
)
_FOR_WHOM = re.compile(r"\bfuer ((?:[a-z]+[ .,]*){1,4})")
_TOGETHER = frozenset(["mit", "und", "ihre", "ihren", "sowie", "kind"])
_FOR_PARENTS = Patterns({PARENTS: "*elternkurs|*elternabend|*elterntrain|*elternseminar|*elternstammt"})
_ALONE = 4 * 12  # months; younger children come with their parents


def who_comes(terms: Sequence[str], text: Text, description: str, found: Ages | None) -> str:
    """Who comes: parents for themselves, children who are old enough to come alone, or both or others."""
    if not terms:
        for_whom = [_who_of(phrase) for phrase in _FOR_WHOM.findall(fold(description))]
        if PARENTS in for_whom and CHILDREN not in for_whom:
            return PARENTS
        return PARENTS if _FOR_PARENTS.found((*text.title, *text.kind)) else ""
    who = {_who_of(term) for term in terms}
    alone = who == {CHILDREN} and (found is None or found.low >= _ALONE)
    return PARENTS if who == {PARENTS} else CHILDREN if alone else ""


@remembered(50_000)
def _who_of(term: str) -> str:
    """PARENTS for 'Eltern von Jugendlichen', CHILDREN for 'Kinder getrennter Eltern', '' for 'Eltern mit Babys'."""
    folded = words(term)
    parents = [place for place, word in enumerate(folded) if _OF_PARENTS.found([word])]
    children = [place for place, word in enumerate(folded) if _OF_CHILDREN.found([word])]
    if "families" in named(term) or not (parents or children):
        return ""
    if not children or not parents:
        if parents and _LITTLE_ONES.found(folded):
            return ""  # 'Eltern mit Babys'
        if "mit" in folded[:-1] and children and not _OF_CHILDREN.found(folded[:1]):
            return ""  # 'Frauen mit Kindern'
        return PARENTS if parents else CHILDREN
    _apart, one, other = min((abs(one - other), one, other) for one in parents for other in children)
    first, last = sorted((one, other))
    if _TOGETHER & set(folded[first + 1 : last]):
        return ""
    return PARENTS if one < other else CHILDREN
