"""Rows that are probably double: written all the same, flagged, and told with the name of the other record."""

from __future__ import annotations

from graphsvc.ingest.candidates import Candidate
from graphsvc.ingest.doubles import doubtful
from graphsvc.matching import City, Finding
from tests.ingest_sample import done, planned, told
from tests.made_findings import made_finding

HEADER = "ID;Name;Art;Straße;PLZ;Ort;Website;E-Mail;Telefon\n"
SAME = (
    "Caritasverband Wupperfeld e.V.;Verband;Kolpingstr. 3;42970;Wupperfeld;www.caritas-w.example;i@c.example;02190 77\n"
)
CITY = (
    HEADER
    + f"A1;{SAME}"
    + "A2;Sportjugend Wupperfeld;Verein;Am Stadion 1;42971;Wupperfeld;;;\n"
    + "A3;Stadtbibliothek;Kultureinrichtung;Markt 2;42970;Wupperfeld;;;\n"
)


def row(identity: str, line: int) -> Candidate:
    """A row of the file with its record's id."""
    return Candidate("actor", "akteure", line, {}, id=identity)


def finding(kind: str, *members: str) -> Finding:
    """A finding about these records."""
    return made_finding(kind, *members, bits={"name": 20.0})


def test_the_later_row_or_the_new_record_is_the_doubtful_one() -> None:
    graph = done(planned(akteure="ID;Name\nA1;Caritas\nA2;Caritasverband\nA3;Kreuz\nA4;Rotes Kreuz\n"))
    seen: list[City] = []

    def search(city: City) -> list[Finding]:
        seen.append(city)
        return [
            finding("duplicate_actor", "A1", "A2"),
            finding("duplicate_actor", "A3", "A4"),
            finding("duplicate_actor", "A1", "A3"),
            finding("parallel_offer", "A1", "A4"),
        ]

    written = {("actor", "A2"): row("A2", 7), ("actor", "A1"): row("A1", 9), ("actor", "A4"): row("A4", 11)}
    found = doubtful(graph, written, search)
    assert {key[1]: problem.line for key, problem in found.items()} == {"A1": 9, "A4": 11}
    assert "„Caritasverband“ (A2)" in found["actor", "A1"].text
    assert "vermutlich doppelt" in found["actor", "A4"].text
    assert len(seen[0].actors) == 4


def test_nothing_is_searched_where_nothing_new_can_be_double() -> None:
    graph = done(planned(gremien="ID;Name\nG1;Rat\n"))
    assert doubtful(graph, {("body", "G1"): Candidate("body", "gremien", 2, {}, id="G1")}, search=NotImplemented) == {}


def test_doubles_within_the_file_and_of_what_is_there_are_counted_and_written() -> None:
    within = planned(look_for_doubles=True, akteure=CITY + f"A9;{SAME}")
    assert told(within, "doubtful") == [("akteure", 5, "")]
    assert within.counts["actors"] == {"new": 4, "changed": 0, "unchanged": 0, "doubtful": 1, "rejected": 0}
    assert within.writes
    graph = done(planned(akteure=CITY))
    later = planned(graph, look_for_doubles=True, akteure=HEADER + f"A9;{SAME}")
    assert told(later, "doubtful") == [("akteure", 2, "")]
    assert "(A1)" in later.problems[0].text
    assert planned(done(later, graph), look_for_doubles=True, akteure=HEADER + f"A9;{SAME}").problems == ()
