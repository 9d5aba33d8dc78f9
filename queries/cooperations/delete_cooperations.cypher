// How many cooperations were deleted.
//
// mode write
// $ids        ids
// -> deleted  number of relations
MATCH ()-[r:COOPERATES_WITH]->()
USING INDEX SEEK r:COOPERATES_WITH(id)
WHERE r.id IN $ids
WITH collect(r) AS found
UNWIND found AS r
DELETE r
RETURN count(r) AS deleted
