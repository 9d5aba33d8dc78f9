// How many bodies pass all filters.
//
// mode read
// $q         list of folded words that must all occur, or null
// $kind      kind as typed, or null
// $on        ISO date on which it must hold, or null
// $district  district id or null
// $theme     term id or null
// $actor     id of a member, or null
// -> total   number
MATCH (n:Body)
WHERE ($q IS NULL OR all(word IN $q WHERE n.search CONTAINS word))
  AND ($kind IS NULL OR n.kind = $kind)
  AND ($on IS NULL OR (coalesce(n.valid_from, $on) <= $on AND coalesce(n.valid_to, $on) >= $on))
  AND ($district IS NULL OR EXISTS { MATCH (n)-[:COVERS]->(:District {id: $district}) })
  AND ($theme IS NULL OR EXISTS { MATCH (n)-[:ABOUT]->(:Term {id: $theme}) })
  AND ($actor IS NULL OR EXISTS { MATCH (n)<-[:MEMBER_OF]-(:Actor {id: $actor}) })
RETURN count(n) AS total
