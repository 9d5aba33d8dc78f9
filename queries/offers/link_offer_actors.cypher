// How many relations INVOLVES from offers were created.
//
// mode write
// $rows      list of {id, target, position, role}
// -> linked  number of relations; less than rows where an end is missing
UNWIND $rows AS row
MATCH (n:Offer {id: row.id})
MATCH (m:Actor {id: row.target})
CREATE (n)-[r:INVOLVES {role: row.role, position: row.position}]->(m)
RETURN count(r) AS linked
