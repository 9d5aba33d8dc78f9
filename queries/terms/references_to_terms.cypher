// Who refers to the terms of these ids, by a relation of its own.
//
// mode read
// $ids      ids
// -> id     id of the one referred to
// -> label  label of the one that refers
// -> owner  its id
UNWIND $ids AS wanted
MATCH (n:Term {id: wanted})<-[:ABOUT|AIMED_AT|FUNDED_BY]-(m)
USING INDEX SEEK n:Term(id)
UNWIND labels(m) AS label
RETURN DISTINCT n.id AS id, label, m.id AS owner
ORDER BY id, label, owner
