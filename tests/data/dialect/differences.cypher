// Statements that the two engines answer differently; docs/dialect.md says how, and what is written instead.
MATCH (n:Actor) RETURN avg(n.heads) AS mean
MERGE (n:Actor {id: $none}) RETURN n.id AS id
MATCH (n:Actor) RETURN collect(n)[0].kind AS kind
MATCH (n:Actor) RETURN head(collect(n)).kind AS kind
CREATE (n:$($word)) RETURN labels(n) AS labels
CREATE (n:Actor {id: 'new', aliases: ['a', null]})
CREATE (n:Actor {id: 'new', aliases: [1, 'a']})
CREATE (n:Actor {id: 'A1'})
CREATE (n:Actor {id: 'new'})-[:Actor]->(n)
RETURN toInteger('9223372036854775808') AS x
