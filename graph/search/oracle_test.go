package search

import (
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"

	"entente/graph/alliance"
)

// The oracle implements the package comment independently, with plain loops over everything, fractions, and a
// distance by its recursive definition.

// oracle returns the expected hits of a search.
func oracle(query string, all []alliance.SearchResult, first int) []alliance.SearchHit {
	type ranked struct {
		alliance.SearchHit
		field field
	}
	var list []ranked
	for _, thing := range all {
		hit := ranked{SearchHit: alliance.SearchHit{Node: thing}}
		readings := oracleReadings(query)
		for i, terms := range slices.Concat(readings, Looser(query)) {
			for field, text := range texts(thing) {
				score := oracleScore(terms, thing, field, text, i >= len(readings))
				better := score > hit.Score ||
					score == hit.Score && (field < hit.field || field == hit.field && text < hit.Matched)
				if score > 0 && better {
					hit.Score, hit.Matched, hit.field = score, text, field
				}
			}
		}
		if hit.Score > 0 {
			list = append(list, hit)
		}
	}
	slices.SortFunc(list, func(a, b ranked) int {
		for _, d := range []float64{
			b.Score - a.Score, float64(a.field) - float64(b.field), float64(kindOf(a.Node)) - float64(kindOf(b.Node)),
		} {
			if d != 0 {
				return int(d / max(d, -d))
			}
		}
		return strings.Compare(a.Node.NodeID(), b.Node.NodeID())
	})
	var hits []alliance.SearchHit
	for _, r := range list[:max(0, min(first, len(list)))] {
		hits = append(hits, r.SearchHit)
	}
	return hits
}

// oracleReadings returns the words of a query, and the words with each pair of neighbours joined. Repeated words are
// kept.
func oracleReadings(query string) [][]Term {
	var plain []Term
	for _, w := range Words(query) {
		plain = append(plain, oracleTerm(w))
	}
	if plain == nil {
		return nil
	}
	all := [][]Term{plain}
	for i := 1; i < len(plain); i++ {
		one, two := plain[i-1].Word, plain[i].Word
		if utf8.RuneCountInString(one) < 2 || utf8.RuneCountInString(two) < 2 || paired(one) || paired(two) {
			continue
		}
		joined := Term{Word: clip(one + two)}
		if j := slices.IndexFunc(plain, func(t Term) bool { return t.Word == joined.Word }); j >= 0 && j != i && j != i-1 {
			joined = plain[j]
		}
		all = append(all, slices.Concat(plain[:i-1], []Term{joined}, plain[i+1:]))
	}
	return all
}

// oracleTerm returns the term for a word as documented at [Term.Edits].
func oracleTerm(word string) Term {
	switch letters := utf8.RuneCountInString(word); {
	case letters <= 2, paired(word), hasDigit(word):
		return Term{word, 0}
	case letters <= 4:
		return Term{word, 1}
	default:
		return Term{word, 2}
	}
}

// distinctTerms returns the terms without duplicates.
func distinctTerms(terms []Term) []Term {
	var each []Term
	for _, t := range terms {
		if !slices.Contains(each, t) {
			each = append(each, t)
		}
	}
	return each
}

// oracleScore returns the score of a text of a thing, or 0 if the thing does not match or the text contains no word
// of the query.
func oracleScore(terms []Term, thing alliance.SearchResult, field field, text string, loose bool) float64 {
	terms = distinctTerms(terms)
	sum, here := int64(0), false
	for _, t := range terms {
		grade := oracleGrade(t, field, text)
		here = here || grade > 0
		if grade == 0 {
			for f, other := range texts(thing) {
				if oracleGrade(t, f, other) > 0 {
					grade = 1
				}
			}
		}
		if grade == 0 {
			return 0
		}
		sum += int64(grade)
	}
	if !here {
		return 0
	}
	p := big.NewRat(sum, 8*int64(len(terms)))
	c := oracleCoverage(terms, field, text)
	score := new(big.Rat).Mul(p, big.NewRat(3, 4))
	score.Add(score, c.Mul(c, big.NewRat(1, 4)))
	if field == description && score.Cmp(big.NewRat(1, 1)) < 0 {
		score.Mul(score, big.NewRat(3, 4))
	}
	if loose {
		score.Mul(score, big.NewRat(11, 20))
	}
	f, _ := score.Float64()
	return f
}

// oracleGrade returns the best grade of a word of a query in a text.
func oracleGrade(t Term, field field, text string) (best int) {
	for _, w := range Words(text) {
		grade, _ := oracleMatch(t, field, w)
		best = max(best, grade)
	}
	return best
}

// oracleCoverage returns the mean share of the distinct words of a text.
func oracleCoverage(terms []Term, field field, text string) *big.Rat {
	words := Words(text)
	slices.Sort(words)
	words = slices.Compact(words)
	sum := int64(0)
	for _, w := range words {
		share := 0
		for _, t := range terms {
			_, s := oracleMatch(t, field, w)
			share = max(share, s)
		}
		sum += int64(share)
	}
	return big.NewRat(sum, 64*int64(len(words)))
}

// oracleMatch returns the grade of a match between two words and the share of the text's word.
func oracleMatch(t Term, field field, word string) (grade, share int) {
	letters := utf8.RuneCountInString(word)
	of := func(matched int) int { return 64 * matched / letters }
	typed := utf8.RuneCountInString(t.Word)
	first, _ := utf8.DecodeRuneInString(t.Word)
	if t.Word == word {
		return 8, of(letters)
	}
	if strings.HasPrefix(word, t.Word) {
		if typed < 3 && field == description && !spaceless(first) {
			return 0, 0
		}
		return 6, of(typed)
	}
	switch d := osa([]rune(t.Word), []rune(word)); {
	case d > t.Edits, d == 2 && typed == 5 && !sameInside([]rune(t.Word), []rune(word)):
		return 0, 0
	case d == 1:
		return 3, of(letters - 1)
	default:
		return 1, of(letters - 2)
	}
}

// sameInside reports whether two words have the same letters equally often, the first and last of them in place.
func sameInside(a, b []rune) bool {
	for _, r := range append(slices.Clone(a), b...) {
		count := func(in []rune) int { return strings.Count(string(in), string(r)) }
		if count(a) != count(b) {
			return false
		}
	}
	return a[0] == b[0] && a[len(a)-1] == b[len(b)-1]
}

// osa returns the optimal string alignment distance between two words.
func osa(a, b []rune) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		for j := range rows[i] {
			switch {
			case i == 0 || j == 0:
				rows[i][j] = i + j
				continue
			case a[i-1] == b[j-1]:
				rows[i][j] = rows[i-1][j-1]
			default:
				rows[i][j] = 1 + rows[i-1][j-1]
			}
			rows[i][j] = min(rows[i][j], 1+rows[i-1][j], 1+rows[i][j-1])
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], 1+rows[i-2][j-2])
			}
		}
	}
	return rows[len(a)][len(b)]
}
