// How many relations that these indicators own were deleted.
//
// mode write
// $ids        ids
// -> deleted  number of relations
UNWIND $ids AS wanted
MATCH (n:Indicator {id: wanted})-[r:MEASURED_IN]->()
USING INDEX SEEK n:Indicator(id)
WITH collect(r) AS found
UNWIND found AS r
DELETE r
RETURN count(r) AS deleted
