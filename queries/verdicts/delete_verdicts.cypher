// How many verdicts were deleted, with their relations.
//
// mode write
// $ids        ids
// -> deleted  number of ids
UNWIND $ids AS id
MATCH (n:Verdict {id: id})
USING INDEX SEEK n:Verdict(id)
DETACH DELETE n
RETURN count(id) AS deleted
