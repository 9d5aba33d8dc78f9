"""The ids that answered a question about a collection, kept until the graph changes: later pages need no search."""

from __future__ import annotations

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable

from graphsvc.store import Store

MOST_IDS = 500_000  # about 50 MB for each store; the oldest answers go first

Ids = tuple[str, ...]


class _Answers:
    """Answers of one revision, the one that was used last at the end."""

    def __init__(self) -> None:
        self.revision = -1
        self.size = 0
        self.by_question: OrderedDict[Hashable, Ids] = OrderedDict()

    def at(self, revision: int) -> OrderedDict[Hashable, Ids]:
        """The answers of this revision; those of an earlier one are dropped."""
        if revision > self.revision:
            self.revision, self.size = revision, 0
            self.by_question.clear()
        return self.by_question

    def keep(self, question: Hashable, ids: Ids) -> None:
        """Remember one more answer, in place of the oldest ones."""
        self.size += len(ids) - len(self.by_question.pop(question, ()))
        self.by_question[question] = ids
        while self.size > MOST_IDS:
            _question, dropped = self.by_question.popitem(last=False)
            self.size -= len(dropped)


_lock = threading.Lock()
_kept: weakref.WeakKeyDictionary[Store, _Answers] = weakref.WeakKeyDictionary()


def ids(store: Store, question: Hashable, revision: int, ask: Callable[[], Ids]) -> Ids:
    """What `ask` answers to `question` at the newest `revision`, asked only once for each revision."""
    with _lock:
        answers = _kept.setdefault(store, _Answers())
        known = answers.at(revision)
        if answers.revision == revision and question in known:
            known.move_to_end(question)
            return known[question]
    found = ask()  # what it sees is at least as new as `revision`
    with _lock:
        if answers.revision == revision:
            answers.keep(question, found)
    return found
