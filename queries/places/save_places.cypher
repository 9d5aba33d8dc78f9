// How many places by hand were written, new or anew, without their relations.
//
// mode write
// $rows     list of {id, properties}; the properties replace all earlier ones
// -> saved  number of rows
UNWIND $rows AS row
MERGE (n:Place {id: row.id})
SET n = row.properties
RETURN count(n) AS saved
