// How many memberships were deleted.
//
// mode write
// $ids        ids
// -> deleted  number of relations
MATCH (:Actor)-[r:MEMBER_OF]->(:Body)
WHERE r.id IN $ids
DELETE r
RETURN count(r) AS deleted
