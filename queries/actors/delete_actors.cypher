// How many actors were deleted, with their relations.
//
// mode write
// $ids        ids
// -> deleted  number of ids
UNWIND $ids AS id
MATCH (n:Actor {id: id})
USING INDEX SEEK n:Actor(id)
DETACH DELETE n
RETURN count(id) AS deleted
