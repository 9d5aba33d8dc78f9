// How many relations SEATED_IN from actors were created.
//
// mode write
// $rows      list of {id, target, position}
// -> linked  number of relations; less than rows where an end is missing
UNWIND $rows AS row
MATCH (n:Actor {id: row.id})
USING INDEX SEEK n:Actor(id)
MATCH (m:District {id: row.target})
USING INDEX SEEK m:District(id)
CREATE (n)-[r:SEATED_IN {position: row.position}]->(m)
RETURN count(r) AS linked
