// The actors of these ids that exist, with the relations that they own.
//
// mode read
// $ids           ids
// -> id          id
// -> properties  map of all properties
// -> links       maps: type of the relation, its role ('' where it has none), place in the list as typed, id at the
//                other end; one of nulls where there is no relation
UNWIND $ids AS wanted
MATCH (n:Actor {id: wanted})
USING INDEX SEEK n:Actor(id)
OPTIONAL MATCH (n)-[r:PART_OF|SUCCEEDED_BY|SEATED_IN|ABOUT]->(m)
WITH n, collect({relation: type(r), role: coalesce(r.role, ''), position: r.position, target: m.id}) AS links
RETURN n.id AS id, properties(n) AS properties, links
ORDER BY id
