package mapping

import (
	"strconv"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// A writer turns values of rows into those of fact files, which check their form. What is wrong is reported at its cell.
type writer struct {
	problems *collector
	scanner  *factfile.Scanner
	dates    map[string]scannedDate
	kinds    map[string]alliance.RelationKind
	interned map[string]string
}

// A scannedDate is a date, and what is wrong with its text.
type scannedDate struct {
	date  alliance.Date
	fault string
}

// newWriter returns a writer.
func newWriter(problems *collector) *writer {
	return &writer{
		problems: problems, scanner: factfile.NewScanner(), dates: map[string]scannedDate{},
		kinds: map[string]alliance.RelationKind{}, interned: map[string]string{},
	}
}

// fill reads the text of a value into a field, which stays absent if the text is empty.
func (w *writer) fill(r *row, into factfile.Scalar, key string, v *value) error {
	if v == nil {
		return nil
	}
	text, err := v.text(r, nil)
	if err != nil || text == "" {
		return err
	}
	w.scanText(into, key, text, v.at(r))
	return nil
}

// scanText reads a text into a field.
func (w *writer) scanText(into factfile.Scalar, key, text string, at factfile.Pos) {
	for _, p := range w.scanner.Scan(into, key, text, at) {
		w.problems.report(p)
	}
}

// intern returns a copy of a text, the same for equal texts: cells are parts of whole rows.
func (w *writer) intern(text string) string {
	if known, ok := w.interned[text]; ok {
		return known
	}
	known := string([]byte(text))
	w.interned[known] = known
	return known
}

// date returns a date of a row, or none.
func (w *writer) date(r *row, d *date) (factfile.OpenDate, error) {
	if d == nil {
		return factfile.OpenDate{}, nil
	}
	if d.open != nil {
		if open, err := d.open.holds(r); open || err != nil {
			return factfile.OpenDate{}, err
		}
	}
	of := d.whole
	if of == nil {
		of = d.year
	}
	text, err := of.text(r, nil)
	if err == nil && d.whole == nil {
		text, err = d.join(r, text)
	}
	if err != nil || text == "" {
		return factfile.OpenDate{}, err
	}
	at := of.at(r)
	known, ok := w.dates[text]
	if !ok {
		known = w.scanDate(text)
		w.dates[w.intern(text)] = known
	}
	if known.fault != "" {
		w.problems.report(problemf(at, "%s", known.fault))
	}
	return factfile.OpenDate{Date: factfile.Date{Value: known.date, At: at}, Valid: !known.date.IsZero()}, nil
}

// scanDate reads a date.
func (w *writer) scanDate(text string) scannedDate {
	var d factfile.Date
	if problems := w.scanner.Scan(&d, "date", text, factfile.Pos{Line: 1, Column: 1}); len(problems) > 0 {
		return scannedDate{fault: problems[0].Message}
	}
	return scannedDate{date: d.Value}
}

// join returns the date of a year and what is known of its month and day, or "" if the year is not known.
func (d *date) join(r *row, year string) (string, error) {
	if d.unknown[year] {
		return "", nil
	}
	text := padded(year, 4)
	for _, part := range []*value{d.month, d.day} {
		if part == nil {
			break
		}
		number, err := part.text(r, nil)
		if err != nil {
			return "", err
		}
		if d.unknown[number] {
			break
		}
		text += "-" + padded(number, 2)
	}
	return text, nil
}

// padded returns a whole number with zeros before it; anything else as it is. Tables often write 7.0 for 7.
func padded(number string, digits int) string {
	f, err := strconv.ParseFloat(number, 64)
	if err != nil || f != float64(int(f)) {
		return number
	}
	n := int(f)
	text := strconv.Itoa(max(n, -n))
	for len(text) < digits {
		text = "0" + text
	}
	if n < 0 {
		text = "-" + text
	}
	return text
}

// kindsOf returns the kinds that a row gives.
func (w *writer) kindsOf(r *row, k *kinds) (factfile.Kinds, error) {
	if k == nil {
		return factfile.Kinds{}, nil
	}
	out := factfile.Kinds{At: r.record.at(-1), Valid: true}
	for _, c := range k.conditions {
		yes, err := c.when.holds(r)
		if err != nil {
			return out, err
		}
		kind := factfile.Choice[alliance.RelationKind]{Value: c.kind, At: out.At}
		if yes && !has(out.List, c.kind) {
			out.List = append(out.List, kind)
		}
	}
	for _, v := range k.list {
		var kind factfile.Choice[alliance.RelationKind]
		if err := w.fill(r, &kind, "kind", v); err != nil {
			return out, err
		}
		if !kind.At.Absent() && !has(out.List, kind.Value) {
			out.List = append(out.List, kind)
			out.Valid = out.Valid && kind.Value != ""
		}
	}
	return out, nil
}

// has reports whether a list has a kind: two columns may stand for one.
func has(list []factfile.Choice[alliance.RelationKind], kind alliance.RelationKind) bool {
	for _, k := range list {
		if k.Value == kind {
			return true
		}
	}
	return false
}
