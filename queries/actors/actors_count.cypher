// How many actors pass all filters.
//
// mode read
// $q         list of folded words that must all occur, or null
// $kind      kind or null
// $group     group of kinds or null
// $on        ISO date on which it must hold, or null
// $district  district id or null
// $theme     term id or null
// $part_of   actor id or null
// -> total   number
MATCH (n:Actor)
WHERE ($q IS NULL OR all(word IN $q WHERE n.search CONTAINS word))
  AND ($kind IS NULL OR n.kind = $kind)
  AND ($group IS NULL OR n.kind_group = $group)
  AND ($on IS NULL OR (coalesce(n.valid_from, $on) <= $on AND coalesce(n.valid_to, $on) >= $on))
  AND ($district IS NULL OR EXISTS { MATCH (n)-[:SEATED_IN]->(:District {id: $district}) })
  AND ($theme IS NULL OR EXISTS { MATCH (n)-[:ABOUT]->(:Term {id: $theme}) })
  AND ($part_of IS NULL OR EXISTS { MATCH (n)-[:PART_OF]->(:Actor {id: $part_of}) })
RETURN count(n) AS total
