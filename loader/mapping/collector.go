package mapping

import (
	"fmt"
	"regexp"
	"strconv"

	"entente/loader/internal/factfile"
)

// shown is how many problems of one kind are reported one by one.
const shown = 5

// A collector collects the problems of a file, and sums up those that are alike: a column of -9 in 5,000 rows is one
// mistake.
type collector struct {
	problems []factfile.Problem
	alike    map[string]*alike
	seen     map[factfile.Problem]bool
}

// alike is what is known of problems of one kind: how many there are, how many are shown, and where the last is.
type alike struct{ count, shown, last int }

// newCollector returns an empty collector.
func newCollector() *collector {
	return &collector{alike: map[string]*alike{}, seen: map[factfile.Problem]bool{}}
}

// add adds a problem of a kind, of which at most the given number are shown one by one.
func (c *collector) add(kind string, most int, p factfile.Problem) *alike {
	a := c.alike[kind]
	if a == nil {
		a = &alike{}
		c.alike[kind] = a
	}
	if c.seen[p] {
		return a
	}
	a.count++
	if a.shown < most {
		a.shown++
		a.last = len(c.problems)
		c.seen[p] = true
		c.problems = append(c.problems, p)
	}
	return a
}

// alikeBut matches what differs in problems that are alike.
var alikeBut = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|[0-9]+`)

// report adds a problem of the kind that its message shows.
func (c *collector) report(p factfile.Problem) {
	c.add(alikeBut.ReplaceAllString(p.Message, "…"), shown, p)
}

// summed returns the problems, the last of each kind with the number of those left out.
func (c *collector) summed() []factfile.Problem {
	for _, a := range c.alike {
		if more := a.count - a.shown; more > 0 {
			c.problems[a.last].Message += fmt.Sprintf(" … and %s more like it", thousands(more))
			a.count = a.shown
		}
	}
	return c.problems
}

// Alike sums up problems of a file that are alike.
func Alike(problems []factfile.Problem) []factfile.Problem {
	c := newCollector()
	for _, p := range problems {
		c.report(p)
	}
	return c.summed()
}

// thousands returns a number with commas.
func thousands(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}
