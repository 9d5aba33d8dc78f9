// How many cooperations were created.
//
// Property by property, since the embedded engine writes and remembers a relation twice that is created and then set.
//
// mode write
// $rows     list of {id, from_actor, to_actor, properties}; none of the ids exists yet
// -> saved  number of rows; less where an end is missing
UNWIND $rows AS row
MATCH (a:Actor {id: row.from_actor})
USING INDEX SEEK a:Actor(id)
MATCH (b:Actor {id: row.to_actor})
USING INDEX SEEK b:Actor(id)
CREATE (a)-[r:COOPERATES_WITH {
  agreement: row.properties.agreement,
  directed: row.properties.directed,
  extra: row.properties.extra,
  frequency: row.properties.frequency,
  id: row.properties.id,
  intensity: row.properties.intensity,
  kind: row.properties.kind,
  revision: row.properties.revision,
  source: row.properties.source,
  sources: row.properties.sources,
  theme: row.properties.theme,
  typed: row.properties.typed,
  valid_from: row.properties.valid_from,
  valid_to: row.properties.valid_to,
  version: row.properties.version,
  wording: row.properties.wording,
  search: row.properties.search
}]->(b)
RETURN count(r) AS saved
