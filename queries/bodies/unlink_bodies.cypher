// How many relations that these bodies own were deleted.
//
// mode write
// $ids        ids
// -> deleted  number of relations
UNWIND $ids AS wanted
MATCH (n:Body {id: wanted})-[r:PART_OF|SUCCEEDED_BY|CHAIRED_BY|ABOUT|AIMED_AT|COVERS]->()
USING INDEX SEEK n:Body(id)
WITH collect(r) AS found
UNWIND found AS r
DELETE r
RETURN count(r) AS deleted
