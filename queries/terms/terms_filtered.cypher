// Ids of the terms that pass all filters.
//
// mode read
// $q           list of folded words that must all occur, or null
// $vocabulary  theme, target_group, funder or null
// $sort        field to sort by
// -> ids       list of ids
// -> words     list: what each is sorted by, after its number
// -> numbers   list: what each is sorted by first
MATCH (n:Term)
WHERE ($q IS NULL OR all(word IN $q WHERE n.search CONTAINS word))
  AND ($vocabulary IS NULL OR n.vocabulary = $vocabulary)
WITH n.id AS id, CASE $sort WHEN 'id' THEN n.id ELSE n.sort_key END AS words, CASE $sort WHEN 'revision' THEN n.revision ELSE 0 END AS number
RETURN collect(id) AS ids, collect(words) AS words, collect(number) AS numbers
