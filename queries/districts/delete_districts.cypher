// How many districts were deleted, with their relations.
//
// mode write
// $ids        ids
// -> deleted  number of ids
UNWIND $ids AS id
MATCH (n:District {id: id})
USING INDEX SEEK n:District(id)
DETACH DELETE n
RETURN count(id) AS deleted
