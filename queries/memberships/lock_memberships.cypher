// Versions of the memberships of these ids that exist, locked until the transaction ends.
//
// mode write
// $ids        ids
// $operation  operation id
// -> id       id
// -> version  version
MATCH ()-[r:MEMBER_OF]->()
USING INDEX SEEK r:MEMBER_OF(id)
WHERE r.id IN $ids
SET r._lock = $operation
RETURN r.id AS id, r.version AS version
