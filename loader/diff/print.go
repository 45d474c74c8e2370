package diff

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
)

// Print prints a diff for people: what happened to each thing, the fields that differ as old → new, what facts mean now, the
// statements that came or went, and at the end how many of each there are.
func Print(w io.Writer, d *Diff) error {
	if d.Empty() {
		_, err := fmt.Fprintf(w, "no difference: both are version %s\n", d.New)
		return err
	}
	b := bufio.NewWriter(w)
	fmt.Fprintf(b, "version %s → %s\n", d.Old, d.New)
	last := Type("")
	for i := range d.Changes {
		c := &d.Changes[i]
		if c.Type != last {
			fmt.Fprintf(b, "\n%s\n", c.Type.plural())
			last = c.Type
		}
		printChange(b, c)
	}
	fmt.Fprintln(b)
	printCounts(b, d)
	return b.Flush()
}

// plural returns the type as the heading of a list.
func (t Type) plural() string { return strings.ToLower(string(t)) + "s" }

// sign returns the op as a sign before a line.
func (o Op) sign() string {
	switch o {
	case Removed:
		return "-"
	case Added:
		return "+"
	case Renamed:
		return ">"
	default:
		return "~"
	}
}

// printChange prints a change.
func printChange(w io.Writer, c *Change) {
	id := c.ID
	if c.Op == Renamed {
		id = c.Was + " → " + c.ID
	}
	if c.Name != c.ID {
		id += "  " + c.Name
	}
	fmt.Fprintf(w, "%s %s\n", c.Op.sign(), id)
	printFields(w, "    ", c.Fields)
	printFields(w, "    = ", c.Meaning)
	for i := range c.Statements {
		s := &c.Statements[i]
		id := s.ID
		if s.Op == Renamed {
			id = s.Was + " → " + s.ID
		}
		fmt.Fprintf(w, "    %s statement %s: %s %s%s\n", s.Op.sign(), id, s.Source, strings.ToLower(string(s.Stance)), quoted(s.Quote))
		printFields(w, "        ", s.Fields)
	}
}

// quoted returns a quote, shortened, after a colon; nothing if there is none.
func quoted(quote string) string {
	if quote == "" {
		return ""
	}
	return ": " + strconv.Quote(shortened(quote, 0))
}

// printFields prints fields that differ, each on a line: a list as what went and what came, unless only its order differs.
func printFields(w io.Writer, indent string, fields []Field) {
	for _, f := range fields {
		went, came := without(f.Old, f.New), without(f.New, f.Old)
		if len(f.Old) < 2 && len(f.New) < 2 || len(went)+len(came) == 0 {
			fmt.Fprintf(w, "%s%s: %s → %s\n", indent, f.Name, value(f.Old, f.New), value(f.New, f.Old))
			continue
		}
		fmt.Fprintf(w, "%s%s:\n", indent, f.Name)
		under := strings.Repeat(" ", len(indent)+4)
		for _, v := range went {
			fmt.Fprintf(w, "%s- %s\n", under, v)
		}
		for _, v := range came {
			fmt.Fprintf(w, "%s+ %s\n", under, v)
		}
	}
}

// without returns the values that the other list does not have, or has less often.
func without(list, other []string) []string {
	other = slices.Clone(other)
	return slices.DeleteFunc(slices.Clone(list), func(v string) bool {
		i := slices.Index(other, v)
		if i >= 0 {
			other = slices.Delete(other, i, i+1)
		}
		return i >= 0
	})
}

// value returns a value as printed beside the one that it is compared with: a long text from where the two differ.
func value(list, other []string) string {
	switch {
	case len(list) == 0:
		return "none"
	case len(list) == 1 && len(other) == 1:
		return shortened(list[0], common(list[0], other[0]))
	default:
		return shortened(strings.Join(list, ", "), 0)
	}
}

// The lengths, in characters, of a text that is printed whole, and of what is kept before the point of it that counts.
const (
	maxText = 120
	lead    = 20
)

// shortened returns a text on one line or, if it is long, what is around a character of it.
func shortened(text string, at int) string {
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) <= maxText {
		return string(runes)
	}
	before, after := "…", "…"
	from := min(max(at-lead, 0), len(runes)-maxText)
	if from == 0 {
		before = ""
	}
	if from+maxText == len(runes) {
		after = ""
	}
	return before + string(runes[from:from+maxText]) + after
}

// common returns how many characters two texts, each on one line, begin with alike.
func common(a, b string) int {
	r, s := []rune(strings.Join(strings.Fields(a), " ")), []rune(strings.Join(strings.Fields(b), " "))
	n := 0
	for n < len(r) && n < len(s) && r[n] == s[n] {
		n++
	}
	return n
}

// Counts returns how often each op happened to things of each type.
func (d *Diff) Counts() map[Type]map[Op]int {
	counts := map[Type]map[Op]int{}
	add := func(t Type, o Op) {
		if counts[t] == nil {
			counts[t] = map[Op]int{}
		}
		counts[t][o]++
	}
	for i := range d.Changes {
		add(d.Changes[i].Type, d.Changes[i].Op)
		for j := range d.Changes[i].Statements {
			add(Statement, d.Changes[i].Statements[j].Op)
		}
	}
	return counts
}

// printCounts prints a table of the counts.
func printCounts(w io.Writer, d *Diff) {
	t, counts := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0), d.Counts()
	for _, o := range Ops() {
		fmt.Fprintf(t, "\t%s", strings.ToLower(string(o)))
	}
	fmt.Fprintln(t)
	for _, typ := range Types() {
		if counts[typ] == nil {
			continue
		}
		fmt.Fprint(t, typ.plural())
		for _, o := range Ops() {
			fmt.Fprintf(t, "\t%d", counts[typ][o])
		}
		fmt.Fprintln(t)
	}
	_ = t.Flush() // the writer keeps its error
}
