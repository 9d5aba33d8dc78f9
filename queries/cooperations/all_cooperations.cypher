// All cooperations.
//
// mode read
// -> id          id
// -> from_actor  id
// -> to_actor    id
// -> properties  map of all properties
MATCH (a:Actor)-[r:COOPERATES_WITH]->(b:Actor)
RETURN r.id AS id, a.id AS from_actor, b.id AS to_actor, properties(r) AS properties
