// Versions of the cooperations of these ids that exist, locked until the transaction ends.
//
// mode write
// $ids        ids
// $operation  operation id
// -> id       id
// -> version  version
MATCH ()-[r:COOPERATES_WITH]->()
USING INDEX SEEK r:COOPERATES_WITH(id)
WHERE r.id IN $ids
SET r._lock = $operation
RETURN r.id AS id, r.version AS version
