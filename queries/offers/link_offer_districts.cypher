// How many relations OFFERED_IN from offers were created.
//
// mode write
// $rows      list of {id, target, position}
// -> linked  number of relations; less than rows where an end is missing
UNWIND $rows AS row
MATCH (n:Offer {id: row.id})
USING INDEX SEEK n:Offer(id)
MATCH (m:District {id: row.target})
USING INDEX SEEK m:District(id)
CREATE (n)-[r:OFFERED_IN {position: row.position}]->(m)
RETURN count(r) AS linked
