// The newest changes; of a change with several entries the first one stands for all.
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
// -> touched   list of type:id, of the first entry
// -> records   number of records that the whole change touched
MATCH (c:Change {part: 0})
RETURN c.id AS id, c.revision AS revision, c.at AS at, c.user AS user, c.action AS action, c.summary AS summary, c.touched AS touched, c.records AS records
ORDER BY id DESC
SKIP $skip
LIMIT $limit
