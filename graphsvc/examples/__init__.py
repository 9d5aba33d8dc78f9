"""The example cities that come with the program: folders of CSV files as the workbook importer reads them."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent

EXAMPLES: dict[str, Path] = {"oberhausen": _HERE / "oberhausen", "wupperfeld": _HERE / "wupperfeld"}
"""Name of an example -> folder with its CSV files."""

_CITY_NAMES: dict[str, str] = {"oberhausen": "Oberhausen", "wupperfeld": "Wupperfeld"}


def city_name(example: str) -> str:
    """The name of the city that an example of EXAMPLES shows, as people write it; KeyError for any other word."""
    return _CITY_NAMES[example]
