// How many relations SUCCEEDED_BY from bodies were created.
//
// mode write
// $rows      list of {id, target, position}
// -> linked  number of relations; less than rows where an end is missing
UNWIND $rows AS row
MATCH (n:Body {id: row.id})
USING INDEX SEEK n:Body(id)
MATCH (m:Body {id: row.target})
USING INDEX SEEK m:Body(id)
CREATE (n)-[r:SUCCEEDED_BY {position: row.position}]->(m)
RETURN count(r) AS linked
