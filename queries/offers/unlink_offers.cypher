// How many relations that these offers own were deleted.
//
// mode write
// $ids        ids
// -> deleted  number of relations
UNWIND $ids AS wanted
MATCH (n:Offer {id: wanted})-[r:PART_OF|SUCCEEDED_BY|INVOLVES|FUNDED_BY|ABOUT|AIMED_AT|OFFERED_IN]->()
USING INDEX SEEK n:Offer(id)
WITH collect(r) AS found
UNWIND found AS r
DELETE r
RETURN count(r) AS deleted
