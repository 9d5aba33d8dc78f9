// How many relations COVERS from bodies were created.
//
// mode write
// $rows      list of {id, target, position}
// -> linked  number of relations; less than rows where an end is missing
UNWIND $rows AS row
MATCH (n:Body {id: row.id})
USING INDEX SEEK n:Body(id)
MATCH (m:District {id: row.target})
USING INDEX SEEK m:District(id)
CREATE (n)-[r:COVERS {position: row.position}]->(m)
RETURN count(r) AS linked
