// Versions of the cooperations of these ids that exist, locked until the transaction ends.
//
// mode write
// $ids        ids
// $operation  operation id
// -> id       id
// -> version  version
MATCH (:Actor)-[r:COOPERATES_WITH]->(:Actor)
WHERE r.id IN $ids
SET r._lock = $operation
RETURN r.id AS id, r.version AS version
