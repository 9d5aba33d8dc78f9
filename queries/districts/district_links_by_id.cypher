// The relations that the districts of these ids own.
//
// mode read
// $ids         ids
// -> id        id
// -> relation  type of the relation
// -> role      role on the relation, '' where it has none
// -> position  place in the list as typed
// -> target    id at the other end
UNWIND $ids AS wanted
MATCH (n:District {id: wanted})
USING INDEX SEEK n:District(id)
WITH n
MATCH (n)-[r:PART_OF]->(m)
RETURN n.id AS id, type(r) AS relation, coalesce(r.role, '') AS role, r.position AS position, m.id AS target
ORDER BY id, relation, role, position, target
