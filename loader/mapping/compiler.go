package mapping

import (
	"fmt"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// A compiler compiles the rules of a mapping for the columns of a data file, and reports what is wrong with them.
type compiler struct {
	*scope
	report func(at factfile.Pos, message string, args ...any)
	// values reads constants.
	values *factfile.Scanner
}

// expression compiles an expression, or returns nil if there is none.
func (c *compiler) expression(text factfile.Line) *expression {
	if text.Value == "" {
		return nil
	}
	return c.compile(text.Value, text.At)
}

// compile compiles an expression at a position of the mapping. If it is wrong, compile reports that and returns one that
// is always empty.
func (c *compiler) compile(text string, at factfile.Pos) *expression {
	e, err := c.scope.compile(text)
	if err != nil {
		c.report(at, "%v in %.200q", err, text)
		return &expression{text: text, slot: &slot{kind: nowhere}}
	}
	return e
}

// A date is a date of a mapping, compiled.
type date struct {
	whole            *value
	year, month, day *value
	unknown          map[string]bool
	open             *expression
}

// date compiles a date.
func (c *compiler) date(v factfile.DateValue) *date {
	switch {
	case !v.Given():
		return nil
	case v.Parts == nil:
		return &date{whole: c.value(v.Value, nil)}
	}
	d := &date{
		year: c.value(v.Parts.Year, nil), month: c.value(v.Parts.Month, nil), day: c.value(v.Parts.Day, nil),
		open: c.expression(v.Parts.Open), unknown: map[string]bool{"": true},
	}
	for _, u := range v.Parts.Unknown {
		d.unknown[u.Value] = true
	}
	return d
}

// kinds are those of a mapping, compiled.
type kinds struct {
	conditions []condition
	list       []*value
}

// A condition is a kind and when it holds.
type condition struct {
	kind alliance.RelationKind
	when *expression
}

// kinds compiles kinds.
func (c *compiler) kinds(v factfile.KindsValue) *kinds {
	if v.At.Absent() {
		return nil
	}
	k := &kinds{}
	for _, e := range v.If.Entries {
		var kind factfile.Choice[alliance.RelationKind]
		c.scanned(c.values.Scan(&kind, "kind", e.Name.Value, e.Name.At))
		k.conditions = append(k.conditions, condition{kind.Value, c.expression(e.Value)})
	}
	for _, item := range v.List {
		k.list = append(k.list, c.value(item, nil))
	}
	return k
}

// scanned reports what is wrong with a constant.
func (c *compiler) scanned(problems []factfile.Problem) {
	for _, p := range problems {
		c.report(p.Pos, "%s", p.Message)
	}
}

// problemf returns a problem.
func problemf(at factfile.Pos, message string, args ...any) factfile.Problem {
	return factfile.Problem{Pos: at, Message: fmt.Sprintf(message, args...)}
}
