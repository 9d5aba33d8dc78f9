// How many merges were deleted, with their relations.
//
// mode write
// $ids        ids
// -> deleted  number of ids
UNWIND $ids AS id
MATCH (n:Merge {id: id})
USING INDEX SEEK n:Merge(id)
DETACH DELETE n
RETURN count(id) AS deleted
