// How many relations that these districts own were deleted.
//
// mode write
// $ids        ids
// -> deleted  number of relations
UNWIND $ids AS wanted
MATCH (n:District {id: wanted})-[r:PART_OF]->()
USING INDEX SEEK n:District(id)
WITH collect(r) AS found
UNWIND found AS r
DELETE r
RETURN count(r) AS deleted
