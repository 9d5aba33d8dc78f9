// How many offers were deleted, with their relations.
//
// mode write
// $ids        ids
// -> deleted  number of ids
UNWIND $ids AS id
MATCH (n:Offer {id: id})
USING INDEX SEEK n:Offer(id)
DETACH DELETE n
RETURN count(id) AS deleted
