// How many indicators pass all filters.
//
// mode read
// $q         list of folded words that must all occur, or null
// $district  district id or null
// $year      year or null
// -> total   number
MATCH (n:Indicator)
WHERE ($q IS NULL OR all(word IN $q WHERE n.search CONTAINS word))
  AND ($district IS NULL OR EXISTS { MATCH (n)-[:MEASURED_IN]->(:District {id: $district}) })
  AND ($year IS NULL OR n.year = $year)
RETURN count(n) AS total
