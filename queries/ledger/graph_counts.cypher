// How much the graph really holds, counted.
//
// mode read
// -> type   type of record; 'link' for all relations that records own
// -> total  number
MATCH (n:Actor)
RETURN 'actor' AS type, count(n) AS total
UNION ALL
MATCH (n:Arrangement)
RETURN 'arrangement' AS type, count(n) AS total
UNION ALL
MATCH (n:Body)
RETURN 'body' AS type, count(n) AS total
UNION ALL
MATCH (n:Calibration)
RETURN 'calibration' AS type, count(n) AS total
UNION ALL
MATCH (n:District)
RETURN 'district' AS type, count(n) AS total
UNION ALL
MATCH (n:Indicator)
RETURN 'indicator' AS type, count(n) AS total
UNION ALL
MATCH (n:Merge)
RETURN 'merge' AS type, count(n) AS total
UNION ALL
MATCH (n:Offer)
RETURN 'offer' AS type, count(n) AS total
UNION ALL
MATCH (n:Place)
RETURN 'place' AS type, count(n) AS total
UNION ALL
MATCH (n:Term)
RETURN 'term' AS type, count(n) AS total
UNION ALL
MATCH (n:Verdict)
RETURN 'verdict' AS type, count(n) AS total
UNION ALL
MATCH (n:Change)
RETURN 'change' AS type, count(n) AS total
UNION ALL
MATCH (n:Import)
RETURN 'import' AS type, count(n) AS total
UNION ALL
MATCH ()-[n:COOPERATES_WITH]->()
RETURN 'cooperation' AS type, count(n) AS total
UNION ALL
MATCH ()-[n:MEMBER_OF]->()
RETURN 'membership' AS type, count(n) AS total
UNION ALL
MATCH ()-[n:PART_OF|SUCCEEDED_BY|SEATED_IN|ABOUT|AIMED_AT|OFFERED_IN|COVERS|CHAIRED_BY|MEASURED_IN|FUNDED_BY|INVOLVES]->()
RETURN 'link' AS type, count(n) AS total
