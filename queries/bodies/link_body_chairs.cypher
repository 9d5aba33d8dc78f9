// How many relations CHAIRED_BY from bodies were created.
//
// mode write
// $rows      list of {id, target, position}
// -> linked  number of relations; less than rows where an end is missing
UNWIND $rows AS row
MATCH (n:Body {id: row.id})
USING INDEX SEEK n:Body(id)
MATCH (m:Actor {id: row.target})
USING INDEX SEEK m:Actor(id)
CREATE (n)-[r:CHAIRED_BY {position: row.position}]->(m)
RETURN count(r) AS linked
