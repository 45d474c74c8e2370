package quotes

import "slices"

// An alignment sets the words of a quote beside those of a stretch of the text such that as little as possible differs
// (Sellers, "The theory and computation of evolutionary distances: Pattern recognition", 1980).
type alignment struct {
	cost int
	// stretch is that of the text.
	stretch
	steps []step
}

// A step sets a word of the quote beside one of the text, by their numbers; -1 stands for none.
type step struct{ quoted, stands int }

// The costs of what differs. A word that is missing in the quote costs less than one that is another or too many: most people
// who quote wrongly leave something out. A symbol costs less than a word, and a word is not set beside a symbol.
const (
	otherCost    = 8
	missingCost  = 4
	caseCost     = 4
	symbolCost   = 2
	oppositeCost = 16
)

// align returns the best alignment of words with part of a window of the text.
func align(t *Text, words []word, window stretch) alignment {
	costs := costsOf(t, words, window)
	last := costs.row(len(words))
	row := slices.Index(last, slices.Min(last))
	if row+1 < len(last) && last[row+1] == last[row] {
		row++ // the last word is another, rather than too many
	}
	a := alignment{cost: int(last[row])}
	i, j := len(words), row
	for i > 0 {
		here := costs.row(i)[j]
		switch {
		case j > 0 && here == costs.row(i - 1)[j-1]+t.cost(words[i-1], t.words[window.from+j-1]):
			i, j = i-1, j-1
			a.steps = append(a.steps, step{i, window.from + j})
		case here == costs.row(i - 1)[j]+t.alone(words[i-1], otherCost):
			i--
			a.steps = append(a.steps, step{i, -1})
		default:
			j--
			a.steps = append(a.steps, step{-1, window.from + j})
		}
	}
	slices.Reverse(a.steps)
	a.stretch = stretch{window.from + j, window.from + row}
	return a
}

// A table has what it costs to align the first words of a quote with what ends at a word of a window.
type table struct {
	costs []int32
	width int
}

// row returns the costs of a number of words.
func (t table) row(n int) []int32 { return t.costs[n*t.width : (n+1)*t.width] }

// costsOf returns the table of words and a window. What is aligned may begin anywhere in it.
func costsOf(t *Text, words []word, window stretch) table {
	width := window.to - window.from + 1
	table := table{make([]int32, (len(words)+1)*width), width}
	for i := 1; i <= len(words); i++ {
		above, row := table.row(i-1), table.row(i)
		quoted := words[i-1]
		extra := t.alone(quoted, otherCost)
		row[0] = above[0] + extra
		for j := 1; j < width; j++ {
			stands := t.words[window.from+j-1]
			row[j] = min(above[j-1]+t.cost(quoted, stands), above[j]+extra, row[j-1]+t.alone(stands, missingCost))
		}
	}
	return table
}

// cost returns what it costs to set a word of a quote beside one of the text.
func (t *Text) cost(quoted, stands word) int32 {
	switch {
	case quoted.id == stands.id:
		return 0
	case t.fold(quoted.id) == t.fold(stands.id):
		return caseCost
	case t.lettered(quoted) != t.lettered(stands):
		return oppositeCost
	}
	return t.alone(quoted, otherCost)
}

// alone returns what a word costs, or less if it is a symbol.
func (t *Text) alone(w word, cost int32) int32 {
	if t.lettered(w) {
		return cost
	}
	return symbolCost
}
