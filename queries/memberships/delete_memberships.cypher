// How many memberships were deleted.
//
// mode write
// $ids        ids
// -> deleted  number of relations
MATCH ()-[r:MEMBER_OF]->()
USING INDEX SEEK r:MEMBER_OF(id)
WHERE r.id IN $ids
WITH collect(r) AS found
UNWIND found AS r
DELETE r
RETURN count(r) AS deleted
