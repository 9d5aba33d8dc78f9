// The cooperations of one actor that pass all other filters.
//
// mode read
// $q          list of folded words that must all occur, or null
// $actor      id of either side
// $kind       kind as typed, or null
// $intensity  low, medium, high or null
// $on         ISO date on which it must hold, or null
// $sort       field to sort by
// -> ids      list of ids
// -> words    list: what each is sorted by, after its number
// -> numbers  list: what each is sorted by first
// -> records  list of maps: id, ids of both ends, properties
MATCH (a:Actor {id: $actor})
USING INDEX SEEK a:Actor(id)
WITH a
MATCH (a)-[r:COOPERATES_WITH]-(:Actor)
WHERE ($q IS NULL OR all(word IN $q WHERE r.search CONTAINS word))
  AND ($kind IS NULL OR r.kind = $kind)
  AND ($intensity IS NULL OR r.intensity = $intensity)
  AND ($on IS NULL OR (coalesce(r.valid_from, $on) <= $on AND coalesce(r.valid_to, $on) >= $on))
WITH DISTINCT r
WITH r, CASE $sort WHEN 'kind' THEN coalesce(r.kind, '') ELSE '' END AS words, CASE $sort WHEN 'revision' THEN r.revision ELSE 0 END AS number
RETURN collect(r.id) AS ids, collect(words) AS words, collect(number) AS numbers, collect({id: r.id, from_actor: startNode(r).id, to_actor: endNode(r).id, properties: properties(r)}) AS records
