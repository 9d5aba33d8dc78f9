// Heads of the newest entries of the change log.
//
// mode read
// $skip        entries to skip
// $limit       entries at most
// -> id        id
// -> revision  number of the change
// -> at        epoch milliseconds
// -> user      who
// -> action    what kind of change
// -> summary   what, in words
// -> touched   list of type:id
MATCH (c:Change)
RETURN c.id AS id, c.revision AS revision, c.at AS at, c.user AS user, c.action AS action, c.summary AS summary, c.touched AS touched
ORDER BY id DESC
SKIP $skip
LIMIT $limit
