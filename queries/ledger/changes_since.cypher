// Which records were touched after a revision.
//
// mode read
// $revision    number of a change
// -> revision  number of the change
// -> touched   list of type:id
MATCH (c:Change)
WHERE c.revision > $revision
RETURN c.revision AS revision, c.touched AS touched
ORDER BY revision
