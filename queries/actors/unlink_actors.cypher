// How many relations that these actors own were deleted.
//
// mode write
// $ids        ids
// -> deleted  number of relations
UNWIND $ids AS wanted
MATCH (n:Actor {id: wanted})-[r:PART_OF|SUCCEEDED_BY|SEATED_IN|ABOUT]->()
USING INDEX SEEK n:Actor(id)
WITH collect(r) AS found
UNWIND found AS r
DELETE r
RETURN count(r) AS deleted
