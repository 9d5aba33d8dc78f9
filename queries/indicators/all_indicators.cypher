// All indicators, without their relations.
//
// mode read
// -> id          id
// -> properties  map of all properties
MATCH (n:Indicator)
RETURN n.id AS id, properties(n) AS properties
