// How many relations PART_OF from districts were created.
//
// mode write
// $rows      list of {id, target, position}
// -> linked  number of relations; less than rows where an end is missing
UNWIND $rows AS row
MATCH (n:District {id: row.id})
USING INDEX SEEK n:District(id)
MATCH (m:District {id: row.target})
USING INDEX SEEK m:District(id)
CREATE (n)-[r:PART_OF {position: row.position}]->(m)
RETURN count(r) AS linked
