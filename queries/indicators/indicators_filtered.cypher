// Ids of the indicators that pass all filters.
//
// mode read
// $q         list of folded words that must all occur, or null
// $district  district id or null
// $year      year or null
// $sort      field to sort by
// -> ids     list of ids, in order
MATCH (n:Indicator)
WHERE ($q IS NULL OR all(word IN $q WHERE n.search CONTAINS word))
  AND ($district IS NULL OR EXISTS { MATCH (n)-[:MEASURED_IN]->(:District {id: $district}) })
  AND ($year IS NULL OR n.year = $year)
WITH n.id AS id, CASE $sort WHEN 'id' THEN n.id ELSE n.sort_key END AS words, CASE $sort WHEN 'revision' THEN n.revision ELSE 0 END AS number
ORDER BY number, words, id
WITH collect(id) AS ids
RETURN ids
