// The arrangements of these ids that exist, without their relations.
//
// mode read
// $ids           ids
// -> id          id
// -> properties  map of all properties
UNWIND $ids AS wanted
MATCH (n:Arrangement {id: wanted})
USING INDEX SEEK n:Arrangement(id)
RETURN n.id AS id, properties(n) AS properties
ORDER BY id
