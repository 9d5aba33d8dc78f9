// How many relations PART_OF from actors were created.
//
// mode write
// $rows      list of {id, target, position}
// -> linked  number of relations; less than rows where an end is missing
UNWIND $rows AS row
MATCH (n:Actor {id: row.id})
USING INDEX SEEK n:Actor(id)
MATCH (m:Actor {id: row.target})
USING INDEX SEEK m:Actor(id)
CREATE (n)-[r:PART_OF {position: row.position}]->(m)
RETURN count(r) AS linked
