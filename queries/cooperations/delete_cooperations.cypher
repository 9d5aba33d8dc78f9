// How many cooperations were deleted.
//
// mode write
// $ids        ids
// -> deleted  number of relations
MATCH (:Actor)-[r:COOPERATES_WITH]->(:Actor)
WHERE r.id IN $ids
DELETE r
RETURN count(r) AS deleted
