// One expression to a line; every line is asked of both engines as RETURN ... AS answer.
1 + 2
7 / 2
-7 / 2
7.0 / 2
7 % 3
-7 % 3
2 ^ 10
1 - 2 - 3
2 * 3 + 4
9007199254740993
9007199254740993 + 1
0.1 + 0.2
1e3
-0.0
1 = 1.0
1 < 2 AND 2 < 3
true XOR true
true AND null
false AND null
true OR null
false OR null
NOT null
null = null
null <> 1
null + 1
null IS NULL
null IS NOT NULL
1 IN [1, 2, null]
3 IN [1, 2, null]
3 IN [1, 2]
null IN [1]
null IN []
[1, 2] + [3]
[1, 2] + 3
[1, 2, 3][0]
[1, 2, 3][-1]
[1, 2, 3][5]
[1, 2, 3][0..2]
[1, 2, 3][1..]
[1, 2, 3][..-1]
size([1, 2, 3])
size([])
size('Öl🙂')
range(1, 5)
range(0, 10, 3)
range(5, 1, -2)
range(3, 1)
reverse([1, 2, 3])
reverse('abc')
last([1, 2, 3])
last([])
tail([1, 2, 3])
[x IN [1, 2, 3] | x * 2]
[x IN [1, 2, 3] WHERE x > 1]
[x IN [1, 2, 3] WHERE x > 1 | x * x]
all(x IN [1, 2, 3] WHERE x > 0)
all(x IN [] WHERE x > 0)
any(x IN [1, 2, 3] WHERE x > 2)
any(x IN [] WHERE x > 2)
none(x IN [1, 2, 3] WHERE x > 3)
single(x IN [1, 2, 3] WHERE x > 2)
reduce(total = 0, x IN [1, 2, 3] | total + x)
reduce(text = '', x IN ['a', 'b'] | text + x)
coalesce(null, 2)
coalesce(null, null)
coalesce(1, 2)
coalesce($none, 'x')
CASE WHEN true THEN 1 ELSE 2 END
CASE WHEN null THEN 1 ELSE 2 END
CASE 3 WHEN 1 THEN 'a' WHEN 3 THEN 'c' ELSE 'z' END
CASE 9 WHEN 1 THEN 'a' END
CASE $none WHEN 'x' THEN 1 ELSE 0 END
CASE $word WHEN 'haus' THEN 1 ELSE 0 END
toUpper('straße')
toLower('ÄÖÜ')
toUpper(null)
trim('  a b ')
ltrim('  a')
rtrim('a  ')
split('a;b;c', ';')
split('a', ';')
split('', ';')
replace('banane', 'an', 'AN')
substring('abcdef', 2)
substring('abcdef', 1, 3)
left('abcdef', 2)
right('abcdef', 2)
'a' + 'b'
'a' + 1
'a' + null
'abc' CONTAINS 'b'
'abc' CONTAINS ''
'abc' STARTS WITH 'ab'
'abc' ENDS WITH 'bc'
'abc' CONTAINS null
'ABC' =~ '(?i)abc'
'abc' =~ 'b'
'Ä' < 'z'
'a' < 'B'
'10' < '9'
toString(1)
toString(1.5)
toString(true)
toString(null)
toInteger('12')
toInteger('12.7')
toInteger('zwölf')
toInteger(2.9)
toInteger(-2.9)
toFloat('1.5')
toFloat('eins')
toFloat(3)
toBoolean('true')
toBoolean('nein')
abs(-3)
abs(-3.5)
ceil(1.2)
floor(-1.2)
round(1.5)
round(2.5)
round(-1.5)
round(1.25, 1)
sign(-4)
sqrt(16.0)
exp(0)
log(1)
log10(100.0)
pi() > 3.14
{a: 1, b: 'x'}
{a: 1}.a
{a: 1}.b
{a: 1}['a']
$map.a
$map.missing
$map['a']
keys({a: 1})
$list[0]
$list + ['z']
size($list)
$list
$map
$whole
$decimal
$truth
$none
$word
$word + '!'
$whole + 1
$whole IN [41, 42]
$word IN $list
[$word, $word]
[[1, 2], [3]]
[{a: 1}, {a: 2}]
[x IN $rows | x.id]
[x IN $rows WHERE x.n > 1 | x.id]
size([x IN $rows | x])
'Zeile' + '\n' + 'neu'
'it\'s'
"it's"
'\u00e4'
'back\\slash'
1 <> 2
1 >= 1
1 <= 0
1 < 1.5
'1' = 1
[1, 2] = [1, 2]
[1, 2] = [2, 1]
[1, null] = [1, null]
{a: 1} = {a: 1}
1 < null
NOT true
NOT (1 = 2)
isEmpty([])
isEmpty('')
size([[], [1]])
[1, 2, 3] = [1, 2, 3.0]
2 > 1 = true
