// All arrangements, without their relations.
//
// mode read
// -> id          id
// -> properties  map of all properties
MATCH (n:Arrangement)
RETURN n.id AS id, properties(n) AS properties
