"""How good detection is: findings against a labelled file, and two plain tables against their true pairs."""
