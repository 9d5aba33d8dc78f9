// The cooperations of these ids that exist.
//
// mode read
// $ids           ids
// -> id          id
// -> from_actor  id
// -> to_actor    id
// -> properties  map of all properties
MATCH (a)-[r:COOPERATES_WITH]->(b)
USING INDEX SEEK r:COOPERATES_WITH(id)
WHERE r.id IN $ids
RETURN r.id AS id, a.id AS from_actor, b.id AS to_actor, properties(r) AS properties
ORDER BY id
