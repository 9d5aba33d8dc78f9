// How many bodies were deleted, with their relations.
//
// mode write
// $ids        ids
// -> deleted  number of ids
UNWIND $ids AS id
MATCH (n:Body {id: id})
USING INDEX SEEK n:Body(id)
DETACH DELETE n
RETURN count(id) AS deleted
