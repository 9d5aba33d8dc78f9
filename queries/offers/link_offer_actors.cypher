// How many relations INVOLVES from offers were created.
//
// mode write
// $rows      list of {id, target, position, role}
// -> linked  number of relations; less than rows where an end is missing
UNWIND $rows AS row
MATCH (n:Offer {id: row.id})
USING INDEX SEEK n:Offer(id)
MATCH (m:Actor {id: row.target})
USING INDEX SEEK m:Actor(id)
CREATE (n)-[r:INVOLVES {role: row.role, position: row.position}]->(m)
RETURN count(r) AS linked
