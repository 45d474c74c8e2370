package facts

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Problem is one thing that is wrong with a fact file, or a warning that it may be.
type Problem struct {
	File string
	// Line and Column count from 1, the column in characters.
	Line, Column int
	// Message describes what is wrong and, in parentheses, what would be right.
	Message string
	// Warning says that it may be right.
	Warning bool
}

// String returns the problem as file:line:column: message, with warning: before the message of a warning. A problem of
// line 0 is one of the whole file.
func (p Problem) String() string {
	message := p.Message
	if p.Warning {
		message = "warning: " + message
	}
	if p.Line == 0 {
		return p.File + ": " + message
	}
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, message)
}

// Problems is everything that is wrong with a data set, sorted by file, line and column. As an error, it has one line
// for each problem.
type Problems []Problem

// Error implements error.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// sort sorts the problems by file, line and column.
func (ps Problems) sort() {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}
