// How many cooperations were created.
//
// mode write
// $rows     list of {id, from_actor, to_actor, properties}; none of the ids exists yet
// -> saved  number of rows; less where an end is missing
UNWIND $rows AS row
MATCH (a:Actor {id: row.from_actor})
MATCH (b:Actor {id: row.to_actor})
CREATE (a)-[r:COOPERATES_WITH]->(b)
SET r = row.properties
RETURN count(r) AS saved
