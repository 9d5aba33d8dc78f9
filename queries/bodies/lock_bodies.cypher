// Versions of the bodies of these ids that exist, locked until the transaction ends.
//
// mode write
// $ids        ids
// $operation  operation id
// -> id       id
// -> version  version
UNWIND $ids AS wanted
MATCH (n:Body {id: wanted})
USING INDEX SEEK n:Body(id)
SET n._lock = $operation
RETURN n.id AS id, n.version AS version
