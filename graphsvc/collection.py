"""Read, filter, create, change and delete one kind of record; the entity modules say what is special about each."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

import queries
from graphsvc import answered, ledger, records
from graphsvc.canonical import same_content
from graphsvc.errors import InvalidInput, NotFound, StaleVersion
from graphsvc.folding import fold
from graphsvc.i18n import gettext as _
from graphsvc.ledger import Edit
from graphsvc.model import COLLECTIONS, Record
from graphsvc.store import Row, Store, Transaction, revision_of

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Page(Generic[R]):
    """One page of a collection, and how many records pass the filters in all."""

    items: list[R]
    total: int


@dataclass(frozen=True)
class Collection(Generic[R]):
    """One kind of record: its filters, its orders, and those filters (`anchors`) that have a query of their own."""

    type: str
    id_prefix: str
    filters: tuple[str, ...]
    sorts: tuple[str, ...]
    anchors: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the collection: actors, offers ..."""
        return COLLECTIONS[self.type]

    def page(
        self,
        store: Store,
        *,
        q: str | None = None,
        sort: str = "",
        skip: int = 0,
        limit: int = 50,
        **filters: Any,
    ) -> Page[R]:
        """The records that pass `q` (all words, anywhere) and the filters; `sort` may begin with '-' for descending."""
        parameters = self._parameters(q, sort, filters)
        anchor = next((name for name in self.anchors if parameters[name] is not None), None)
        query = queries.CATALOGUE[f"{self.name}_of_{anchor}" if anchor else f"{self.name}_filtered"]
        asked = {**parameters, "q": parameters["q"].split() if parameters["q"] else None}
        question = (self.type, *sorted(parameters.items()))
        way, part = slice(None, None, -1 if sort.startswith("-") else 1), slice(skip, skip + limit)
        if "records" in query.columns:  # the relations of one record are few: they come with the answer
            row = store.read(query, **asked)[0]
            known = {found["id"]: found for found in row["records"]}
            ids = _in_order(row)
            return Page([cast("R", records.of_row(self.type, known[key])) for key in ids[way][part]], len(ids))

        def work(transaction: Transaction) -> Page[R]:
            def ask() -> tuple[str, ...]:
                return _in_order(transaction.run(query, **asked)[0])

            # what starts at one record is found at once, and seldom asked for twice
            found = ask() if anchor else answered.ids(store, question, revision_of(transaction), ask)
            return Page(self._load(transaction, found[way][part]), len(found))

        return store.reading(work)  # as one transaction, whose beginning and end cost as much as a question

    def _parameters(self, q: str | None, sort: str, filters: Mapping[str, Any]) -> dict[str, Any]:
        """What the queries of this collection are asked with; raises InvalidInput for an order it does not have."""
        field = sort.removeprefix("-") or self.sorts[0]
        if field not in self.sorts:
            raise InvalidInput(
                _("Danach lässt sich nicht sortieren. Möglich: %(sorts)s.") % {"sorts": ", ".join(self.sorts)},
                {"sort": [field]},
            )
        parameters: dict[str, Any] = {name: filters.get(name) or None for name in self.filters}
        parameters |= {"q": " ".join(sorted(set(fold(q).split()))) or None if q else None, "sort": field}
        if filters.get("age") == 0:
            parameters["age"] = 0  # newborn children are asked for, not 'any age'
        return parameters

    def by_id(self, store: Store, ids: Sequence[str]) -> list[R]:
        """The records of these ids that exist, in this order."""
        return self._load(store, ids)

    def _load(self, graph: Store | Transaction, ids: Sequence[str]) -> list[R]:
        return cast("list[R]", list(records.load_by_id(graph, self.type, ids).values()))

    def get(self, store: Store, record_id: str) -> R:
        """The record of this id; raises NotFound."""
        found = self.by_id(store, [record_id])
        if not found:
            raise NotFound(_("Einen Eintrag mit der Kennung „%(id)s“ gibt es nicht.") % {"id": record_id})
        return found[0]

    def create(self, store: Store, record: R, *, user: str = "") -> R:
        """`record` as saved; raises Conflict where its id exists."""
        return self._commit(store, Edit(self.type, None, record), user, _("%(id)s angelegt"))

    def change(self, store: Store, record: R, *, version: int, user: str = "") -> R:
        """`record` as saved in place of its version `version`; raises StaleVersion where that is not the newest.

        Where it says nothing new, nothing is written.
        """
        before = self._at(store, record.id, version)
        if same_content(before, record):
            return before
        return self._commit(store, Edit(self.type, before, record), user, _("%(id)s geändert"))

    def delete(self, store: Store, record_id: str, *, version: int, user: str = "") -> None:
        """Delete version `version` of a record; raises Conflict where others refer to it."""
        before = self._at(store, record_id, version)
        self._commit(store, Edit(self.type, before, None), user, _("%(id)s gelöscht"))

    def new_id(self) -> str:
        """An id that nobody has."""
        return f"{self.id_prefix}-{uuid.uuid4().hex[:12]}"

    def _at(self, store: Store, record_id: str, version: int) -> R:
        before = self.get(store, record_id)
        if before.version != version:
            raise StaleVersion(
                _("„%(id)s“ wurde inzwischen von jemand anderem geändert. Laden Sie den Eintrag neu.")
                % {"id": record_id}
            )
        return before

    def _commit(self, store: Store, edit: Edit, user: str, summary: str) -> R:
        """The record as it is now saved; nothing is read again, so that what is said here is never 'not saved'."""
        revision = ledger.commit(store, [edit], action="edit", user=user, summary=summary % {"id": edit.id})
        return cast("R", edit.saved(revision)) if edit.after else cast("R", edit.before)


def _in_order(row: Row) -> tuple[str, ...]:
    """The ids of an answer in the order of what they are sorted by."""
    ordered = sorted(zip(row["numbers"], row["words"], row["ids"], strict=True))
    return tuple(record_id for _number, _words, record_id in ordered)
