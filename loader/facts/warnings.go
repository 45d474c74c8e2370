package facts

import (
	"fmt"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// A doubt is a reason to warn.
type doubt int

// The doubts.
const (
	cutShort doubt = iota
	endless
	beginless
	beforeItBegan
	beforeItEnded
	beyondCovered
	outsideLife
	outsideConflict
	circular
	contradictory
	linked
	unread
	mixed
)

// maxWarnings is the maximum number of warnings of one kind: a data set of a million rows may have the same in all of them.
const maxWarnings = 50

// A warning is one of the warnings of a data set, and the number of others that it stands for.
type warning struct {
	Problem
	advice string
	// again is how often the same was found in other statements of the same fact; beyond, how many others of the kind
	// were left out after this, the last one.
	again, beyond int
}

// A matter is what a warning is about, if the same can be said of it many times.
type matter struct {
	doubt
	fact, other alliance.Node
}

// warnings are what is suspicious but may be right: of each kind the first, and of each matter one.
type warnings struct {
	all []*warning
	// about has the warning of each matter, last that of each kind after which others are only counted.
	about map[matter]*warning
	last  map[doubt]*warning
	count map[doubt]int
}

// newWarnings returns no warnings yet.
func newWarnings() *warnings {
	return &warnings{about: map[matter]*warning{}, last: map[doubt]*warning{}, count: map[doubt]int{}}
}

// add adds a warning that stands for itself and n more.
func (ws *warnings) add(m matter, p Problem, advice string, n int) {
	if first := ws.about[m]; first != nil {
		first.again++
		return
	}
	if ws.count[m.doubt]++; ws.count[m.doubt] > maxWarnings {
		ws.last[m.doubt].beyond += 1 + n
		return
	}
	w := &warning{Problem: p, advice: advice, beyond: n}
	w.Warning = true
	ws.all = append(ws.all, w)
	ws.last[m.doubt] = w
	if m.fact != nil {
		ws.about[m] = w
	}
}

// list returns the warnings with their counts.
func (ws *warnings) list() Problems {
	list := make(Problems, len(ws.all))
	for i, w := range ws.all {
		list[i] = w.Problem
		if w.again > 0 {
			list[i].Message += fmt.Sprintf(", and %d more of this relation likewise", w.again)
		}
		if w.beyond > 0 {
			list[i].Message += fmt.Sprintf(", and %d more like this", w.beyond)
		}
		if w.advice != "" {
			list[i].Message += " (" + w.advice + ")"
		}
	}
	return list
}

// warn adds a warning: what is suspicious, and what to do if it is wrong.
func (l *linker) warn(m matter, f *file, at factfile.Pos, advice, message string, args ...any) {
	l.warnings.add(m, problemAt(f, at, message, args...), advice, 0)
}

// warnOf adds the warnings of a file, and the number of those that are not listed.
func (l *linker) warnOf(f *file, p factfile.Parsed) {
	for i, w := range p.Warnings {
		unlisted := 0
		if i == len(p.Warnings)-1 {
			unlisted = p.Unlisted
		}
		l.warnings.add(matter{doubt: cutShort}, Problem{File: f.name, Line: int(w.Line), Column: int(w.Column), Message: w.Message}, "", unlisted)
	}
}

// doubtFiles warns of what is in a directory but is not read: links to directories, and files in CSV whose names do not say
// what their rows are.
func (l *linker) doubtFiles(d Dir, used func(path string) bool) {
	for _, name := range d.links() {
		l.warnings.add(matter{doubt: linked}, Problem{File: name, Message: "a link to a directory, which is not read"},
			"name that directory beside this one, or put its files here", 0)
	}
	for _, name := range d.unread(used) {
		l.warnings.add(matter{doubt: unread}, Problem{File: name, Message: "this table is not read"},
			"its name must say what its rows are, such as relations.csv or my.relations.csv, or a mapping must name it", 0)
	}
}
