"""Short names for pictures, where the legal form and the name of the city say nothing new."""

from __future__ import annotations

import re

_LEGAL_FORM = re.compile(
    r"[\s,]+\(?(?:e\.?\s?V\.?|eingetragener Verein|g?GmbH(?:\s?&\s?Co\.?\s?KG)?|g?UG(?:\s\(haftungsbeschränkt\))?|"
    r"g?AG|eG|KdöR|K\.d\.ö\.R\.|AöR|Stiftung bürgerlichen Rechts)\)?\s*$"
)


def short_name(name: str, city: str) -> str:
    """`name` without the legal form and without the city at its end; never empty."""
    short = _LEGAL_FORM.sub("", name).strip()
    if city:
        without_city = re.sub(rf"[\s,]+(?:in\s+|der Stadt\s+|Stadt\s+)?{re.escape(city)}$", "", short).strip()
        # 'Stadt Oberhausen' and 'Jobcenter Oberhausen' lose what tells them from a word: one bare word is no name
        if " " in without_city or len(without_city) > 8:
            short = without_city
    return short or name
