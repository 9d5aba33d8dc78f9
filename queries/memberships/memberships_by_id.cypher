// The memberships of these ids that exist.
//
// mode read
// $ids           ids
// -> id          id
// -> actor       id
// -> body        id
// -> properties  map of all properties
MATCH (a)-[r:MEMBER_OF]->(b)
USING INDEX SEEK r:MEMBER_OF(id)
WHERE r.id IN $ids
RETURN r.id AS id, a.id AS actor, b.id AS body, properties(r) AS properties
ORDER BY id
