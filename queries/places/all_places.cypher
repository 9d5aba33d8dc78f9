// All places by hand, without their relations.
//
// mode read
// -> id          id
// -> properties  map of all properties
MATCH (n:Place)
RETURN n.id AS id, properties(n) AS properties
