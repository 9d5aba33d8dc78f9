// How many entries the change log has.
//
// mode read
// -> total  number
MATCH (c:Change)
RETURN count(c) AS total
