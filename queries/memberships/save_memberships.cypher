// How many memberships were created.
//
// mode write
// $rows     list of {id, actor, body, properties}; none of the ids exists yet
// -> saved  number of rows; less where an end is missing
UNWIND $rows AS row
MATCH (a:Actor {id: row.actor})
MATCH (b:Body {id: row.body})
CREATE (a)-[r:MEMBER_OF]->(b)
SET r = row.properties
RETURN count(r) AS saved
