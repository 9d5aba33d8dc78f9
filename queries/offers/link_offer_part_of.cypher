// How many relations PART_OF from offers were created.
//
// mode write
// $rows      list of {id, target, position}
// -> linked  number of relations; less than rows where an end is missing
UNWIND $rows AS row
MATCH (n:Offer {id: row.id})
USING INDEX SEEK n:Offer(id)
MATCH (m:Offer {id: row.target})
USING INDEX SEEK m:Offer(id)
CREATE (n)-[r:PART_OF {position: row.position}]->(m)
RETURN count(r) AS linked
