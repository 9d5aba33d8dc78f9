// How many nodes the database holds, ours and others.
//
// mode read
// -> total  number
MATCH (n)
RETURN count(n) AS total
