// How many relations SUCCEEDED_BY from actors were created.
//
// mode write
// $rows      list of {id, target, position}
// -> linked  number of relations; less than rows where an end is missing
UNWIND $rows AS row
MATCH (n:Actor {id: row.id})
USING INDEX SEEK n:Actor(id)
MATCH (m:Actor {id: row.target})
USING INDEX SEEK m:Actor(id)
CREATE (n)-[r:SUCCEEDED_BY {position: row.position}]->(m)
RETURN count(r) AS linked
