// The offers of these ids that exist, without their relations.
//
// mode read
// $ids           ids
// -> id          id
// -> properties  map of all properties
UNWIND $ids AS wanted
MATCH (n:Offer {id: wanted})
USING INDEX SEEK n:Offer(id)
RETURN n.id AS id, properties(n) AS properties
ORDER BY id
