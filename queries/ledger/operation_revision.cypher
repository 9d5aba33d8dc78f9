// The change that an operation made, if it arrived.
//
// mode read
// $operation   operation id
// -> revision  number of the change
MATCH (c:Change {operation: $operation})
RETURN DISTINCT c.revision AS revision
