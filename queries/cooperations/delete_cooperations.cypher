// How many cooperations were deleted.
//
// mode write
// $ids        ids
// -> deleted  number of relations
MATCH (:Actor)-[r:COOPERATES_WITH]->(:Actor)
WHERE r.id IN $ids
WITH collect(r) AS found
UNWIND found AS r
DELETE r
RETURN count(r) AS deleted
