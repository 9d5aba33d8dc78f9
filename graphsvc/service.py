"""What the pages, the API and the command line ask for: one object per store, with answers kept by revision."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar, cast

from graphsvc import arranging, calibrating, changelog, formatting, judging, merging, picture, snapshots, undoing
from graphsvc.analysis import comparison, coverage, departments, lessons, overlap, timeline
from graphsvc.analysis import findings as analysis
from graphsvc.analysis.comparison import Comparison
from graphsvc.analysis.coverage import Coverage
from graphsvc.analysis.departments import Departments
from graphsvc.analysis.findings import JudgedFinding
from graphsvc.analysis.lessons import Lessons
from graphsvc.analysis.overlap import Overlap
from graphsvc.analysis.timeline import Grouping, Timeline
from graphsvc.changelog import ChangeEntry
from graphsvc.config import Settings
from graphsvc.i18n import LANGUAGES, language
from graphsvc.i18n import gettext as _
from graphsvc.matching import Detection, Finding
from graphsvc.model import Calibration, Merge, Record, Verdict
from graphsvc.picture import aggregate, parts, views
from graphsvc.picture.context import Context
from graphsvc.picture.frame import Frame
from graphsvc.positions import KeptPositions
from graphsvc.snapshot import Snapshot
from graphsvc.store import Store
from visualisations.network import NetworkView

T = TypeVar("T")


class Service:
    """The graph of one store, with findings and pictures computed once per revision; safe for many threads."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store = store
        self.settings = settings
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[object, object]] = {}
        self._making: dict[str, threading.Lock] = {}
        self._positions = KeptPositions(lambda: changelog.origin(store), settings.data)

    def snapshot(self) -> Snapshot:
        """The graph as of its newest revision."""
        return snapshots.current(self.store)

    def findings(self) -> list[JudgedFinding]:
        """What exists twice, strongest first, each with what was decided about it, in the language of the request."""
        snapshot = self.snapshot()
        key = (snapshot.content_revision, date.today().isoformat())
        return self._once(f"findings {language()}", key, lambda: analysis.judged(snapshot, self._found(snapshot)))

    def finding(self, finding_id: str) -> JudgedFinding:
        """The finding of this id; raises NotFound."""
        return judging.one(self.findings(), finding_id)

    def doubles_of(self, kind: str, record: Record) -> list[JudgedFinding]:
        """What would exist twice with a new record of this type, were it saved; strongest first."""
        snapshot = self.snapshot()
        return analysis.doubles_of(snapshot, self._detection(snapshot), kind, record)

    def _found(self, snapshot: Snapshot) -> list[Finding]:
        """What exists twice, whatever was decided about it: a verdict is no reason to look for it anew."""

        def make() -> list[Finding]:
            for code in LANGUAGES:  # findings hold the detection that tells their words
                self._forget(f"findings {code}")
            return self._detection(snapshot).find()

        return self._once("found", snapshot.same_since(analysis.FOUND_IN), make)

    def _detection(self, snapshot: Snapshot) -> Detection:
        since = snapshot.same_since(analysis.FOUND_IN)
        return self._once("detection", since, lambda: analysis.detection_of(snapshot))

    def network_view(self, links: str | None = "", *, view: str = views.ACTORS, part: str = "") -> NetworkView:
        """The network as the picture shows it, in the language of the request; `links` as for `picture.network`.

        `view` is one of `picture.views.VIEWS`. A network that is too large for one picture is shown as its parts, or
        (`part`) as one of them; raises NotFound where there is no such part.
        """
        snapshot = self.snapshot()
        if view != views.ACTORS:
            return self._other_view(view, snapshot, links)
        if parts.is_large(snapshot):
            return self._in_parts(snapshot, links, part)
        key = (snapshot.revision, date.today().isoformat(), links)
        return self._once(
            f"network {language()}",
            key,
            lambda: picture.network(
                snapshot,
                self.findings(),
                self.positions(),
                title=self.city_name(),
                status=self.data_status(),
                links=links,
            ),
        )

    def preview_calibration(self, wanted: Calibration) -> calibrating.Preview:
        """What other weights would change about the findings, in the language of the request."""
        return calibrating.preview(self.snapshot(), self.findings(), wanted)

    def lessons(self) -> Lessons:
        """What the verdicts teach about the weights."""
        snapshot = self.snapshot()
        return self._once("lessons", snapshot.revision, lambda: lessons.lessons(snapshot))

    def adopt_calibration(self, wanted: Calibration, *, version: int | None = None, user: str = "") -> int:
        """The revision from which on findings are weighed in this way; raises StaleVersion."""
        return calibrating.adopt(self.store, self.snapshot(), wanted, version=version, user=user)

    def coverage(self, on: str, *, theme: str | None = None, citywide: bool = False) -> Coverage:
        """Where for whom how much is offered on the day `on` (ISO date); arguments as for `analysis.coverage`."""
        doubles = [
            judged.finding.members
            for judged in self.findings()
            if judged.finding.kind in ("duplicate_offer", "parallel_offer") and not judged.dismissed
        ]
        return coverage.coverage(self.snapshot(), on=on, theme=theme, citywide=citywide, doubles=doubles)

    def departments(self, on: str) -> Departments:
        """Who works across the borders of departments on the day `on` (ISO date)."""
        return departments.departments(self.snapshot(), on=on)

    def overlap(self, on: str) -> Overlap:
        """Which bodies share members, and who sits in how many, on the day `on` (ISO date)."""
        snapshot = self.snapshot()
        return self._once(
            "overlap", (snapshot.revision, on), lambda: overlap.overlap(snapshot, on=on, judged=self.findings())
        )

    def comparison(self, since: str, until: str, *, district: str | None = None) -> Comparison:
        """What came and ended between two days (ISO dates); arguments and errors as for `analysis.comparison`."""
        doubles = [
            [(judged.finding.kind.removeprefix("duplicate_"), member) for member in judged.finding.members]
            for judged in self.findings()
            if judged.finding.kind in ("duplicate_actor", "duplicate_offer") and not judged.dismissed
        ]
        return comparison.comparison(self.snapshot(), since=since, until=until, district=district, doubles=doubles)

    def timeline(
        self,
        on: str,
        *,
        kind: str | None = None,
        theme: str | None = None,
        district: str | None = None,
        ending: bool = False,
        grouping: Grouping = "theme",
    ) -> Timeline:
        """What holds how long, as seen on the day `on` (ISO date); arguments as for `analysis.timeline`."""
        return timeline.timeline(
            self.snapshot(), on=on, kind=kind, theme=theme, district=district, ending=ending, grouping=grouping
        )

    def picture_context(self, links: str | None) -> Context:
        """What sheets need besides their answer; `links` stands before the paths of pages, None for no links."""
        return Context(self.snapshot(), links, self.data_status())

    def positions(self) -> picture.Positions:
        """Where every actor stands: as set by hand, else computed; who comes later moves nobody."""
        snapshot = self.snapshot()
        return self._once("positions", snapshot.revision, lambda: self._positions.of(snapshot))

    def undoable_arrangements(self) -> list[int]:
        """The revisions of the changes that arranged the network and can be taken back, newest first."""
        return arranging.undoable(self.changes(arranging.LOOKED_BACK))

    def data_status(self) -> str:
        """Day and number of the newest change, for people."""
        newest = self.data_changes(1)
        if not newest:
            return ""
        return _("Datenstand %(day)s, Änderung Nr. %(number)s") % {
            "day": formatting.moment(newest[0].at),
            "number": formatting.number(newest[0].revision),
        }

    def decide(
        self, finding_id: str, decision: str, *, reason: str = "", person: str = "", review_on: str | None = None
    ) -> Verdict:
        """The verdict on a finding, as saved; raises NotFound or InvalidInput."""
        snapshot, judged = self.snapshot(), self.finding(finding_id)
        return judging.decide(self.store, snapshot, judged, decision, reason=reason, person=person, review_on=review_on)

    def verdict_history(self, finding_id: str) -> list[Verdict]:
        """All verdicts on a finding, newest first."""
        return judging.history(self.store, finding_id)

    def planned_merge(self, wanted: Merge) -> merging.Plan:
        """What a merge would do; raises NotFound, Conflict or InvalidInput."""
        return merging.plan(self.snapshot(), wanted)

    def merge(self, wanted: Merge, *, versions: Mapping[str, int] | None = None, user: str = "") -> merging.Plan:
        """A merge as carried out; `versions` as for `merging.merge`; raises NotFound, Conflict or InvalidInput."""
        return merging.merge(self.store, wanted, versions=versions, user=user)

    def take_merge_back(self, merge_id: str, *, user: str = "") -> tuple[int, merging.Undo]:
        """The revision that parted the records of a merge, and what came apart; raises NotFound or Conflict."""
        return merging.take_back(self.store, merge_id, user=user)

    def undo_revision(self, revision: int, *, user: str = "") -> int:
        """The revision that takes back change `revision`; a merge is taken back even where records changed since."""
        for merge in self.snapshot().merges.values():
            if merge.made_in == revision:
                return self.take_merge_back(merge.id, user=user)[0]
        return undoing.undo_revision(self.store, revision, user=user)

    def changes(self, limit: int = 10) -> list[ChangeEntry]:
        """The newest changes."""
        return changelog.newest_changes(self.store, limit=limit)

    def data_changes(self, limit: int = 10) -> list[ChangeEntry]:
        """The newest changes but for those that only drew the network otherwise: dragging is no news about the data."""
        found = [entry for entry in self.changes(arranging.LOOKED_BACK) if not arranging.only_draws(entry)]
        return found[:limit] or self.changes(limit)

    def city_name(self) -> str:
        """The name of the city: as set, else that of the actor of kind 'city', or the public provider, with most below.

        Several may be recorded: the neighbouring city of a report, or the same one once per document.
        """
        if self.settings.city:
            return self.settings.city
        snapshot = self.snapshot()
        return self._once("city", snapshot.revision, lambda: _city_name(snapshot))

    def _in_parts(self, snapshot: Snapshot, links: str | None, key: str) -> NetworkView:
        found = self._once("parts", snapshot.content_revision, lambda: parts.parts(snapshot))
        today = date.today().isoformat()
        frame = Frame(snapshot, (), today, self.city_name(), self.data_status(), links)
        if not key:
            kept = (snapshot.content_revision, links)
            return self._once(f"network in parts {language()}", kept, lambda: aggregate.aggregate(frame, found))
        part = found.of(key)

        def make() -> NetworkView:
            only = parts.only(snapshot, part)
            places = picture.computed(only)
            shown = picture.network(only, self.findings(), places, title=frame.city, status=frame.status, links=links)
            return aggregate.titled(frame, part, shown)

        return self._once(f"part {language()}", (snapshot.content_revision, today, links, part.key), make)

    def _other_view(self, view: str, snapshot: Snapshot, links: str | None) -> NetworkView:
        today = date.today().isoformat()

        def make() -> NetworkView:
            return views.MADE[view](
                Frame(snapshot, self.findings(), today, self.city_name(), self.data_status(), links)
            )

        return self._once(f"network {view} {language()}", (snapshot.revision, today, links), make)

    def _once(self, name: str, key: object, make: Callable[[], T]) -> T:
        """`make()`, unless it was made for the same key before; one thread makes it, the others wait."""
        with self._lock:
            making = self._making.setdefault(name, threading.Lock())
        with making:
            with self._lock:
                kept = self._kept.get(name)
            if kept and kept[0] == key:
                return cast(T, kept[1])
            del kept
            self._forget(name)
            value = make()
            with self._lock:
                self._kept[name] = (key, value)
        return value

    def _forget(self, name: str) -> None:
        """Lets go of what is out of date, so that it does not stay in memory while the new is made."""
        with self._lock:
            self._kept.pop(name, None)


def _city_name(snapshot: Snapshot) -> str:
    for kind in ("city", "public_provider"):
        weight: Counter[str] = Counter()
        for actor in snapshot.actors.values():
            if actor.kind == kind and actor.part_of is None:
                weight[actor.name.removeprefix("Stadt ")] += 1 + len(snapshot.parts_of_actor.get(actor.id, ()))
        if weight:
            return min(weight, key=lambda name: (-weight[name], len(name), name))
    return ""
