// How many indicators were deleted, with their relations.
//
// mode write
// $ids        ids
// -> deleted  number of ids
UNWIND $ids AS id
MATCH (n:Indicator {id: id})
USING INDEX SEEK n:Indicator(id)
DETACH DELETE n
RETURN count(id) AS deleted
