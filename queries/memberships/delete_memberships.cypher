// How many memberships were deleted.
//
// mode write
// $ids        ids
// -> deleted  number of relations
MATCH (:Actor)-[r:MEMBER_OF]->(:Body)
WHERE r.id IN $ids
WITH collect(r) AS found
UNWIND found AS r
DELETE r
RETURN count(r) AS deleted
