// The relations that the actors of these ids own.
//
// mode read
// $ids         ids
// -> id        id
// -> relation  type of the relation
// -> role      role on the relation, '' where it has none
// -> position  place in the list as typed
// -> target    id at the other end
UNWIND $ids AS wanted
MATCH (n:Actor {id: wanted})
USING INDEX SEEK n:Actor(id)
WITH n
MATCH (n)-[r:PART_OF|SUCCEEDED_BY|SEATED_IN|ABOUT]->(m)
RETURN n.id AS id, type(r) AS relation, coalesce(r.role, '') AS role, r.position AS position, m.id AS target
ORDER BY id, relation, role, position, target
