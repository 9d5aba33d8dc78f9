// The memberships of one body that pass all other filters.
//
// mode read
// $q          list of folded words that must all occur, or null
// $actor      actor id or null
// $body       body id
// $role       role as typed, or null
// $on         ISO date on which it must hold, or null
// $sort       field to sort by
// -> ids      list of ids
// -> words    list: what each is sorted by, after its number
// -> numbers  list: what each is sorted by first
// -> records  list of maps: id, ids of both ends, properties
MATCH (b:Body {id: $body})<-[r:MEMBER_OF]-(a:Actor)
USING INDEX SEEK b:Body(id)
WHERE ($q IS NULL OR all(word IN $q WHERE r.search CONTAINS word))
  AND ($actor IS NULL OR a.id = $actor)
  AND ($role IS NULL OR r.role = $role)
  AND ($on IS NULL OR (coalesce(r.valid_from, $on) <= $on AND coalesce(r.valid_to, $on) >= $on))
WITH r, a.id AS actor, b.id AS body, CASE $sort WHEN 'role' THEN coalesce(r.role, '') ELSE '' END AS words, CASE $sort WHEN 'revision' THEN r.revision ELSE 0 END AS number
RETURN collect(r.id) AS ids, collect(words) AS words, collect(number) AS numbers, collect({id: r.id, actor: actor, body: body, properties: properties(r)}) AS records
