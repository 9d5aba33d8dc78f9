// How many arrangements were deleted, with their relations.
//
// mode write
// $ids        ids
// -> deleted  number of ids
UNWIND $ids AS id
MATCH (n:Arrangement {id: id})
USING INDEX SEEK n:Arrangement(id)
DETACH DELETE n
RETURN count(id) AS deleted
