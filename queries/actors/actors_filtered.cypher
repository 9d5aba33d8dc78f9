// Ids of the actors that pass all filters.
//
// mode read
// $q          list of folded words that must all occur, or null
// $kind       kind or null
// $group      group of kinds or null
// $on         ISO date on which it must hold, or null
// $district   district id or null
// $theme      term id or null
// $part_of    actor id or null
// $sort       field to sort by
// -> ids      list of ids
// -> words    list: what each is sorted by, after its number
// -> numbers  list: what each is sorted by first
MATCH (n:Actor)
WHERE ($q IS NULL OR all(word IN $q WHERE n.search CONTAINS word))
  AND ($kind IS NULL OR n.kind = $kind)
  AND ($group IS NULL OR n.kind_group = $group)
  AND ($on IS NULL OR (coalesce(n.valid_from, $on) <= $on AND coalesce(n.valid_to, $on) >= $on))
  AND ($district IS NULL OR EXISTS { MATCH (n)-[:SEATED_IN]->(:District {id: $district}) })
  AND ($theme IS NULL OR EXISTS { MATCH (n)-[:ABOUT]->(:Term {id: $theme}) })
  AND ($part_of IS NULL OR EXISTS { MATCH (n)-[:PART_OF]->(:Actor {id: $part_of}) })
WITH n.id AS id, CASE $sort WHEN 'kind' THEN n.kind WHEN 'id' THEN n.id ELSE n.sort_key END AS words, CASE $sort WHEN 'revision' THEN n.revision ELSE 0 END AS number
RETURN collect(id) AS ids, collect(words) AS words, collect(number) AS numbers
