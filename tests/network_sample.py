"""Networks for the tests of the picture: German texts, the example city, and made-up graphs of any size."""

from __future__ import annotations

import csv
import random
from pathlib import Path

from graphsvc import layout
from visualisations.network import Category, LegendGroup, Measure, NetworkEdge, NetworkNode, NetworkView

CITY = Path(__file__).parent.parent / "graphsvc" / "examples" / "wupperfeld"

TEXTS = {
    "skip": "Zum Inhalt",
    "search": "Akteur suchen",
    "search_none": "Kein Akteur heißt so.",
    "search_one": "%(count)s Akteur gefunden",
    "search_many": "%(count)s Akteure gefunden",
    "legend": "Legende",
    "legend_and_filter": "Legende und Filter",
    "legend_hint": "Häkchen weg: ausgeblendet.",
    "close": "enge Kooperation",
    "normal": "Kooperation",
    "part_of": "gehört zu",
    "double": "vermutlich doppelt erfasst (%(count)s)",
    "highlight_double": "Doppeltes hervorheben",
    "toolbar": "Ansicht",
    "view_switch": "Bild oder Tabelle",
    "picture": "Bild",
    "table": "Tabelle",
    "surroundings": "Umkreis",
    "all": "alle",
    "step": "Schritt",
    "steps": "Schritte",
    "size": "Größe",
    "smaller": "kleiner",
    "larger": "größer",
    "fit": "alles zeigen",
    "save": "Speichern",
    "save_png": "Bild (PNG)",
    "save_svg": "Zeichnung (SVG)",
    "save_file": "Eine Datei zum Weitergeben (HTML)",
    "print": "Drucken",
    "picture_label": "Netzwerk der Akteure",
    "keys": "Pfeiltasten: zum Nachbarn. Eingabe: Umkreis. Esc: zurück.",
    "actors_one": "%(count)s Akteur",
    "actors_many": "%(count)s Akteure",
    "cooperations_one": "%(count)s Kooperation",
    "cooperations_many": "%(count)s Kooperationen",
    "isolated": "ohne Verbindung zum großen Netz",
    "empty": "Noch sind keine Akteure erfasst.",
    "table_label": "Tabelle der Akteure",
    "table_caption": "Dieselben Akteure als Tabelle",
    "column_actor": "Akteur",
    "column_kind": "Art",
    "column_place": "Sozialraum",
    "selected": "Ausgewählt",
    "nothing_selected": "Noch kein Akteur ausgewählt. Ein Klick auf einen Akteur zeigt, mit wem er arbeitet.",
    "open_page": "Seite öffnen",
    "only_surroundings": "Nur Umkreis",
    "partners": "Partner",
    "partners_more": "und %(count)s weitere",
    "compare": "Vergleichen",
    "announced": "%(name)s, %(kind)s, %(cooperations)s",
    "surroundings_of": "Umkreis von %(name)s: %(actors)s",
    "views": "Weitere Bilder",
    "without_script": "Ohne Skripte wählen Sie hier:",
    "drawing": "Das Bild wird gezeichnet. Erscheint es nicht, kann Ihr Browser es nicht zeigen.",
    "list": "Alle Akteure als Liste",
    "display": "Darstellung",
    "colour_by": "Farbe nach",
    "size_by": "Größe nach",
    "size_usual": "Kooperationen (üblich)",
    "size_same": "alle gleich",
    "label_by": "Beschriftung",
    "label_name": "Name",
    "fold_by": "Zusammenfassen nach",
    "fold_none": "nichts zusammenfassen",
    "others": "weitere",
    "unknown": "keine Angabe",
    "none_known": "keine oder keine Angabe",
    "highlight": "Hervorheben",
    "highlight_gaps": "Lücken hervorheben",
    "highlight_cuts": "Schlüsselstellen hervorheben",
    "arrange": "Anordnung",
    "arrange_hint": "Ziehen Sie Akteure an ihren Platz, oder wählen Sie einen: Alt und Pfeiltaste. Das gilt für alle.",
    "arrange_by_hand": "Von Hand gesetzt: %(actors)s.",
    "arrange_undo": "Rückgängig",
    "arrange_save": "Noch einmal speichern",
    "arrange_anew_keep": "Neu anordnen, von Hand gesetzte Plätze behalten",
    "arrange_anew": "Neu anordnen, alle Akteure",
    "arrange_lift": "Von Hand gesetzte Plätze aufheben",
    "arrange_saved": "Gespeichert für alle: %(what)s",
    "arrange_unsaved": "Nicht gespeichert (%(what)s): Der neue Platz gilt nur auf dieser Seite. %(why)s",
    "arrange_new": "Neu angeordnet, für alle.",
    "arrange_lifted": "Von Hand gesetzte Plätze aufgehoben, für alle.",
    "arrange_undone": "Zurückgenommen, für alle.",
    "arrange_dropped": "Zurückgesetzt.",
    "arrange_failed": "Der Dienst antwortet nicht.",
    "placed": "%(name)s verschoben.",
    "save_pdf": "Eine Seite (PDF)",
    "save_csv": "Tabelle (CSV)",
    "decimal_sign": ",",
    "year": "Jahr",
    "year_all": "alle Jahre",
    "year_undated": "Ohne Datum, immer gezeigt: %(actors)s, %(cooperations)s.",
    "year_told": "Stand %(year)s.",
    "members": "Das sind",
    "gaps_of": "Hier fehlt eine Verbindung",
    "line": "Verbindung",
    "also_between": "Auch zwischen den beiden",
    "unfold": "Aufklappen",
    "way_from": "Weg von hier",
    "way_choose": "Weg von %(from)s: Wählen Sie den zweiten Akteur.",
    "way_none": "Von %(from)s führt kein Weg zu %(to)s.",
    "way_title": "Kürzester Weg %(number)s von %(count)s: %(steps)s Schritte",
    "way_told": "Weg %(number)s von %(count)s: %(names)s",
    "way_previous": "Voriger",
    "way_next": "Nächster",
    "way_end": "Weg schließen",
    "folded": "%(count)s Gruppen zusammengefasst",
    "unfolded": "%(name)s aufgeklappt: %(actors)s",
    "unfolded_all": "Alle Akteure einzeln",
    "back_home": "Zum Präventionsnetz",
}
GROUPS = {
    "administration": "Verwaltung",
    "welfare": "Freie Träger, Verbände",
    "civic": "Vereine, Initiativen, Selbsthilfe",
    "education": "Kita, Schule, Hochschule",
    "health": "Gesundheit",
    "religious": "Religions\u00adgemein\u00adschaften",
    "work": "Arbeit und Wirtschaft",
    "other": "Sonstige",
}
KINDS = {
    "administration": ("Öffentlicher Träger", "Dezernat", "Fachbereich", "Fachstelle", "Stabsstelle"),
    "welfare": ("Freier Träger", "Verband", "Dachorganisation"),
    "civic": ("Verein", "Selbsthilfegruppe", "Initiative", "Migrantenselbstorganisation"),
    "education": ("Schule", "Kita", "Familienzentrum", "Hochschule"),
    "health": ("Krankenhaus",),
    "religious": ("Religionsgemeinschaft",),
    "work": ("Unternehmen", "Wirtschaftsverband", "Jobcenter", "Agentur für Arbeit"),
}
GROUP_OF = {kind: group for group, kinds in KINDS.items() for kind in kinds}
PLACES = ("Kita", "Schule", "Amt", "Verein", "Treff", "Beratung", "Klinik", "Gemeinde", "Betrieb", "Initiative")
DOUBLE = ("A007", "A013", "A015", "A016", "A022", "A027", "A029", "A030", "A036", "A043", "A056", "A069", "A071")


def view(nodes: list[NetworkNode], edges: list[NetworkEdge], **more: str) -> NetworkView:
    """A view with the German texts and a legend that counts `nodes`."""
    counts = {key: sum(node.group == key for node in nodes) for key in GROUPS}
    places = sorted({node.categories["place"] for node in nodes if node.categories.get("place")})
    return NetworkView(
        title=more.pop("title", "Netzwerk"),
        sentence=more.pop("sentence", f"{len(nodes)} Akteure und {len(edges)} Verbindungen."),
        status="Datenstand 20.11.2026, Änderung Nr. 17",
        nodes=tuple(nodes),
        edges=tuple(edges),
        groups=tuple(LegendGroup(key, GROUPS[key], count) for key, count in counts.items() if count),
        categories=(
            Category("group", "Gruppe", tuple(GROUPS.items()), folds=True),
            Category("place", "Sozialraum", tuple((place, place) for place in places), folds=True),
        ),
        measures=(
            Measure("cooperations", "Kooperationen", column=True),
            Measure("offers", "Angebote", column=True),
            Measure("bodies", "Gremien", column=True),
        ),
        texts=TEXTS,
        **more,
    )


def city() -> NetworkView:
    """The example city Wupperfeld, 95 actors."""
    actors, links = _rows("akteure"), _rows("kooperationen")
    edges = [
        NetworkEdge(f"P{row['ID']}", row["ID"], row["Gehört zu"], "gehört zu", "part_of")
        for row in actors
        if row["Gehört zu"]
    ]
    for number, row in enumerate(links):
        strength = "part_of" if row["Art"] == "gehört zu" else "close" if row["Intensität"] == "hoch" else "normal"
        edges.append(NetworkEdge(f"C{number}", row["Von"], row["Zu"], row["Art"], strength, row["Thema"]))
    ids = [row["ID"] for row in actors]
    weights = {"close": 2.0, "normal": 1.0, "part_of": 0.7}
    spots = layout.layout(ids, [(edge.source, edge.target, weights[edge.strength]) for edge in edges])
    nodes = []
    for row in actors:
        own = [edge for edge in edges if edge.strength != "part_of" and row["ID"] in (edge.source, edge.target)]
        nodes.append(
            NetworkNode(
                id=row["ID"],
                name=row["Name"],
                kind=row["Art"],
                group=GROUP_OF.get(row["Art"], "other"),
                x=spots[row["ID"]][0],
                y=spots[row["ID"]][1],
                size=round(5.5 + 1.9 * len(own) ** 0.5, 1),
                label=row["Name"].removesuffix(" e.V.").removesuffix(" e. V.").removesuffix(" Wupperfeld"),
                place=row["Sozialraum"].replace("|", ", "),
                url=f"/actors/{row['ID']}",
                facts=(("Träger", "Stadt Wupperfeld"),) if row["Gehört zu"] else (),
                double=row["ID"] in DOUBLE,
                finding_url="/findings/x" if row["ID"] in DOUBLE else None,
                finding_text="Vermutlich doppelt erfasst." if row["ID"] in DOUBLE else "",
                weight=len(own),
                measures={"cooperations": len(own), "offers": len(row["ID"]) % 3, "bodies": 2},
                categories={"group": GROUP_OF.get(row["Art"], "other"), "place": row["Sozialraum"].split("|")[0]},
            )
        )
    return view(
        nodes,
        edges,
        sentence="95 Akteure, 138 Kooperationen. AWO Kreisverband und Diakonie haben die meisten Partner.",
    )


def made_up(count: int, *, seed: int = 7, neighbours: int = 2) -> NetworkView:
    """A city of `count` actors in quarters of about forty, most links inside a quarter."""
    dice = random.Random(seed)  # noqa: S311 - a picture, not a secret
    keys = list(GROUPS)
    links: set[tuple[int, int]] = set()
    for number in range(1, count):
        for _ in range(neighbours):
            quarter = number - number % 40
            other = dice.randrange(quarter, number) if number % 40 and dice.random() < 0.9 else dice.randrange(number)
            links.add((other, number))
    edges = [NetworkEdge(f"c{a}-{b}", f"a{a}", f"a{b}", "Kooperation") for a, b in sorted(links)]
    spots = layout.layout([f"a{number}" for number in range(count)], [(e.source, e.target, 1.0) for e in edges])
    degree = [0] * count
    for a, b in links:
        degree[a] += 1
        degree[b] += 1
    nodes = [
        NetworkNode(
            id=f"a{number}",
            name=f"{PLACES[number % 10]} {number}",
            kind="Fachstelle",
            group=keys[number % 8],
            x=spots[f"a{number}"][0],
            y=spots[f"a{number}"][1],
            place="stadtweit",
            url=f"/actors/a{number}",
            weight=degree[number],
            measures={"cooperations": degree[number]},
            categories={"group": keys[number % 8]},
        )
        for number in range(count)
    ]
    return view(nodes, edges)


def _rows(name: str) -> list[dict[str, str]]:
    with (CITY / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))
