// How many memberships were created.
//
// Property by property, since the embedded engine writes and remembers a relation twice that is created and then set.
//
// mode write
// $rows     list of {id, actor, body, properties}; none of the ids exists yet
// -> saved  number of rows; less where an end is missing
UNWIND $rows AS row
MATCH (a:Actor {id: row.actor})
USING INDEX SEEK a:Actor(id)
MATCH (b:Body {id: row.body})
USING INDEX SEEK b:Body(id)
CREATE (a)-[r:MEMBER_OF {
  extra: row.properties.extra,
  id: row.properties.id,
  revision: row.properties.revision,
  role: row.properties.role,
  source: row.properties.source,
  sources: row.properties.sources,
  typed: row.properties.typed,
  valid_from: row.properties.valid_from,
  valid_to: row.properties.valid_to,
  version: row.properties.version,
  wording: row.properties.wording,
  search: row.properties.search
}]->(b)
RETURN count(r) AS saved
