// The relations that the bodies of these ids own.
//
// mode read
// $ids         ids
// -> id        id
// -> relation  type of the relation
// -> role      role on the relation, '' where it has none
// -> position  place in the list as typed
// -> target    id at the other end
UNWIND $ids AS wanted
MATCH (n:Body {id: wanted})
USING INDEX SEEK n:Body(id)
WITH n
MATCH (n)-[r:PART_OF|SUCCEEDED_BY|CHAIRED_BY|ABOUT|AIMED_AT|COVERS]->(m)
RETURN n.id AS id, type(r) AS relation, coalesce(r.role, '') AS role, r.position AS position, m.id AS target
ORDER BY id, relation, role, position, target
