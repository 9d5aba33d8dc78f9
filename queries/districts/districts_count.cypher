// How many districts pass all filters.
//
// mode read
// $q        list of folded words that must all occur, or null
// $part_of  district id or null
// -> total  number
MATCH (n:District)
WHERE ($q IS NULL OR all(word IN $q WHERE n.search CONTAINS word))
  AND ($part_of IS NULL OR EXISTS { MATCH (n)-[:PART_OF]->(:District {id: $part_of}) })
RETURN count(n) AS total
