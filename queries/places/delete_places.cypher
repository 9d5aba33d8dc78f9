// How many places by hand were deleted, with their relations.
//
// mode write
// $ids        ids
// -> deleted  number of ids
UNWIND $ids AS id
MATCH (n:Place {id: id})
USING INDEX SEEK n:Place(id)
DETACH DELETE n
RETURN count(id) AS deleted
