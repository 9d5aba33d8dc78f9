// How many entries of the change log were appended.
//
// mode write
// $rows     list of {id, properties}
// -> saved  number of rows
UNWIND $rows AS row
CREATE (c:Change)
SET c = row.properties
RETURN count(c) AS saved
