// All imports.
//
// mode read
// -> id          id
// -> properties  map of all properties
MATCH (i:Import)
RETURN i.id AS id, properties(i) AS properties
