// Ids of the offers that one actor provides, partners or funds and that pass all other filters.
//
// mode read
// $q             list of folded words that must all occur, or null
// $kind          kind as typed, or null
// $status        status as typed, or null
// $on            ISO date on which it must hold, or null
// $district      district id or null
// $theme         term id or null
// $target_group  term id or null
// $actor         id of a provider, partner or funder
// $age           age in months, or null
// $sort          field to sort by
// -> ids         list of ids
// -> words       list: what each is sorted by, after its number
// -> numbers     list: what each is sorted by first
MATCH (a:Actor {id: $actor})<-[:INVOLVES]-(n:Offer)
USING INDEX SEEK a:Actor(id)
WITH DISTINCT n
WHERE ($q IS NULL OR all(word IN $q WHERE n.search CONTAINS word))
  AND ($kind IS NULL OR n.kind = $kind)
  AND ($status IS NULL OR n.status = $status)
  AND ($on IS NULL OR (coalesce(n.valid_from, $on) <= $on AND coalesce(n.valid_to, $on) >= $on))
  AND ($district IS NULL OR EXISTS { MATCH (n)-[:OFFERED_IN]->(:District {id: $district}) })
  AND ($theme IS NULL OR EXISTS { MATCH (n)-[:ABOUT]->(:Term {id: $theme}) })
  AND ($target_group IS NULL OR EXISTS { MATCH (n)-[:AIMED_AT]->(:Term {id: $target_group}) })
  AND ($age IS NULL OR (coalesce(n.age_from, $age) <= $age AND coalesce(n.age_to, $age) >= $age AND (n.age_from IS NOT NULL OR n.age_to IS NOT NULL)))
WITH n.id AS id, CASE $sort WHEN 'kind' THEN coalesce(n.kind, '') WHEN 'id' THEN n.id WHEN 'valid_from' THEN coalesce(n.valid_from, '') ELSE n.sort_key END AS words, CASE $sort WHEN 'revision' THEN n.revision ELSE 0 END AS number
RETURN collect(id) AS ids, collect(words) AS words, collect(number) AS numbers
