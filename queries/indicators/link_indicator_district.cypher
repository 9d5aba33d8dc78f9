// How many relations MEASURED_IN from indicators were created.
//
// mode write
// $rows      list of {id, target, position}
// -> linked  number of relations; less than rows where an end is missing
UNWIND $rows AS row
MATCH (n:Indicator {id: row.id})
USING INDEX SEEK n:Indicator(id)
MATCH (m:District {id: row.target})
USING INDEX SEEK m:District(id)
CREATE (n)-[r:MEASURED_IN {position: row.position}]->(m)
RETURN count(r) AS linked
