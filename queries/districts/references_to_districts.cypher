// Who refers to the districts of these ids, by a relation of its own.
//
// mode read
// $ids      ids
// -> id     id of the one referred to
// -> label  label of the one that refers
// -> owner  its id
UNWIND $ids AS wanted
MATCH (n:District {id: wanted})<-[:PART_OF|SEATED_IN|OFFERED_IN|COVERS|MEASURED_IN]-(m)
USING INDEX SEEK n:District(id)
UNWIND labels(m) AS label
RETURN DISTINCT n.id AS id, label, m.id AS owner
ORDER BY id, label, owner
