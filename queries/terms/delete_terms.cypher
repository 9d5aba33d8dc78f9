// How many terms were deleted, with their relations.
//
// mode write
// $ids        ids
// -> deleted  number of ids
UNWIND $ids AS id
MATCH (n:Term {id: id})
USING INDEX SEEK n:Term(id)
DETACH DELETE n
RETURN count(id) AS deleted
