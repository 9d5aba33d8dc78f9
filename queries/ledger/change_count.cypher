// How many changes there were.
//
// mode read
// -> total  number
MATCH (c:Change {part: 0})
RETURN count(c) AS total
