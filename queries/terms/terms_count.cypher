// How many terms pass all filters.
//
// mode read
// $q           list of folded words that must all occur, or null
// $vocabulary  theme, target_group, funder or null
// -> total     number
MATCH (n:Term)
WHERE ($q IS NULL OR all(word IN $q WHERE n.search CONTAINS word))
  AND ($vocabulary IS NULL OR n.vocabulary = $vocabulary)
RETURN count(n) AS total
