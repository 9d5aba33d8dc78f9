// The relations that districts own, of all of them.
//
// mode read
// -> id        id
// -> relation  type of the relation
// -> role      role on the relation, '' where it has none
// -> position  place in the list as typed
// -> target    id at the other end
MATCH (n:District)-[r:PART_OF]->(m)
RETURN n.id AS id, type(r) AS relation, coalesce(r.role, '') AS role, r.position AS position, m.id AS target
ORDER BY id, relation, role, position, target
