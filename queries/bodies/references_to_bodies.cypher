// Who refers to the bodies of these ids, by a relation of its own.
//
// mode read
// $ids      ids
// -> id     id of the one referred to
// -> label  label of the one that refers
// -> owner  its id
UNWIND $ids AS wanted
MATCH (n:Body {id: wanted})<-[:PART_OF|SUCCEEDED_BY]-(m)
USING INDEX SEEK n:Body(id)
UNWIND labels(m) AS label
RETURN DISTINCT n.id AS id, label, m.id AS owner
ORDER BY id, label, owner
