package factfile

import (
	"errors"
	"fmt"
	"math"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"entente/graph/alliance"
)

// A Pos is a position in a file. Lines and columns count from 1, columns in characters. The zero Pos means that a value
// was left out.
type Pos struct{ Line, Column uint32 }

// Absent reports whether p is the zero Pos.
func (p Pos) Absent() bool { return p == Pos{} }

// A Text is a text and its position. It is in NFC and without surrounding space; it is empty only if it was left out.
type Text struct {
	Value string
	At    Pos
}

// The forms of texts.
type (
	// An ID names something: it matches [alliance.IDPattern].
	ID struct{ Text }
	// A RelationID is an id that may be longer, as those are that are generated from others.
	RelationID struct{ ID }
	// An EvidenceID is an id that may be longer still.
	EvidenceID struct{ ID }
	// A Ref is the id of something else.
	Ref struct{ Text }
	// A Line is a text in one line.
	Line struct{ Text }
	// A Prose is a text that may have line breaks.
	Prose struct{ Text }
	// A Verbatim is a text with the space around it.
	Verbatim struct{ Text }
	// A Country matches [CountryPattern] and is, or was, assigned.
	Country struct{ Text }
	// A Language matches [LanguagePattern].
	Language struct{ Text }
	// A URL is an absolute URL that matches [URLPattern].
	URL struct{ Text }
)

// The forms of countries (ISO 3166-1 alpha-3) and of languages (BCP 47, without its rarer forms), and how a URL begins.
const (
	CountryPattern  = `[A-Z]{3}`
	LanguagePattern = `[a-z]{2,3}(-[A-Za-z0-9]{2,8})*`
	URLPattern      = `[Hh][Tt][Tt][Pp][Ss]?://`
)

// A Date is a partial date and its position.
type Date struct {
	Value alliance.Date
	At    Pos
}

// An OpenDate is a date, or explicitly none: null, which has a position but no value. If the date is wrong, it is not
// valid.
type OpenDate struct {
	Date
	Valid bool
}

// A Flag is true or false and its position.
type Flag struct {
	Value bool
	At    Pos
}

// Degrees is an angle and its position.
type Degrees struct {
	Value float64
	At    Pos
}

// A Latitude is within 90 degrees of the equator.
type Latitude struct{ Degrees }

// A Longitude is within 180 degrees of the prime meridian.
type Longitude struct{ Degrees }

// A scalar is read from a word. If the word is wrong, scan reports that and sets only the position.
type scalar interface {
	scan(d *decoder, key string, w word)
}

// Line and Prose accept any text. YAML reads 1984 as a number, and 0365 as an octal one; here both are read as written.
func (t *Line) scan(d *decoder, key string, w word) {
	t.Text = d.own(d.line(key, w))
	d.checkCutOff(key, w, t.Text)
}

func (t *Prose) scan(d *decoder, key string, w word) {
	t.Text = d.own(d.prose(key, w))
	d.checkCutOff(key, w, t.Text)
}

// A Verbatim is of another's text, and may have what that has, except for control characters.
func (t *Verbatim) scan(d *decoder, key string, w word) {
	t.At = w.at
	control := func(r rune) bool { return unicode.IsControl(r) && r != '\n' }
	switch at := strings.IndexFunc(w.text, control); {
	case w.form != text && w.form != number:
		d.report(t.At, "%s is %s, not text (write a single value, in quotes)", key, w.form)
	case strings.TrimSpace(w.text) == "":
		d.report(t.At, "%s", fillIn(key))
	case at >= 0:
		r, _ := utf8.DecodeRuneInString(w.text[at:])
		d.report(t.At, "%s has %s", key, complaint(r))
	default:
		t.Value = norm.NFC.String(w.text)
		t.Text = d.own(t.Text)
	}
}

// A Ref need not have the form of an id: the error that nothing has this id is more helpful. It is interned, as few ids
// occur in many facts.
func (t *Ref) scan(d *decoder, key string, w word) {
	t.Text = d.id(key, w)
	t.Value = d.intern(t.Value)
}

// MaxID is the maximum length of an id in characters. Ids of relations and evidence are made up of others, and all must
// fit into the key of a database index.
const MaxID = 200

// The maximum lengths of the ids of relations, which may be made up of those of two actors, and of evidence, which may be made
// up of those of its relation and its source.
const (
	MaxRelationID = 2*MaxID + 40
	MaxEvidenceID = MaxRelationID + MaxID + 20
)

// A malformed ID is reported but kept, so that references to it are not reported too.
func (t *ID) scan(d *decoder, key string, w word) { t.read(d, key, w, MaxID) }

func (t *RelationID) scan(d *decoder, key string, w word) { t.read(d, key, w, MaxRelationID) }

func (t *EvidenceID) scan(d *decoder, key string, w word) { t.read(d, key, w, MaxEvidenceID) }

// read reads an id of at most so many characters.
func (t *ID) read(d *decoder, key string, w word, most int) {
	t.Text = d.own(d.id(key, w))
	if len(t.Value) > most {
		d.report(t.At, "%.60q… has %d characters, too many for an id (write at most %d)", t.Value, len(t.Value), most)
		return
	}
	if t.Value == "" || alliance.ValidID(t.Value) {
		return
	}
	d.report(t.At, "%.60q is not an id (%s)", t.Value, better(asID(t.Value), "write lower-case letters a to z and digits, with single -, _ or . between them"))
}

// asID returns s as an id, in lower case and with dashes for space, or "" if that is not an id: letters of other
// scripts can be spelt in several ways.
func asID(s string) string {
	id := strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == ' ' || r == '-' }), "-")
	if !alliance.ValidID(id) || len(id) > 60 {
		return ""
	}
	return id
}

// better returns the advice to write something else instead, or the rule if that is empty.
func better(instead, rule string) string {
	if instead == "" {
		return rule
	}
	return "write " + instead
}

// A Language must have the form of a tag; whether IANA has registered it is not checked.
func (t *Language) scan(d *decoder, key string, w word) {
	t.Text = d.own(d.line(key, w))
	if !d.matches(LanguagePattern, t.Value) {
		d.report(t.At, "%.60q is not a language tag (write a BCP 47 tag, such as en or ar-LY)", t.Value)
	}
}

// A URL must be http or https, as pages link to it and would run javascript: URLs. url.Parse accepts spaces and quotes,
// which browsers do not keep.
func (t *URL) scan(d *decoder, key string, w word) {
	t.Text = d.own(d.line(key, w))
	if t.Value == "" {
		return
	}
	u, err := url.Parse(t.Value)
	switch {
	case err == nil && u.IsAbs() && u.Scheme != "http" && u.Scheme != "https":
		d.report(t.At, "%.60q is not a web address (write a URL that begins with https:// or http://)", t.Value)
	case err != nil || u.Host == "" || strings.ContainsAny(t.Value, " <>\""):
		d.report(t.At, "%.60q is not an absolute URL (write it in full, such as https://example.org/page)", t.Value)
	}
}

// A Date is read as written, with or without quotes; YAML reads 2020 as a number and 2020-05-21 as a time stamp.
func (t *Date) scan(d *decoder, key string, w word) {
	t.At = w.at
	if w.form == null {
		d.report(t.At, "%s", fillIn(key))
		return
	}
	text := d.line(key, w)
	if text.Value == "" {
		return
	}
	var err error
	if t.Value, err = alliance.ParseDate(text.Value[:min(len(text.Value), 60)]); err == nil {
		return
	}
	if w.form == cell && d.matches(missing, text.Value) {
		d.report(t.At, "invalid date %q: leave the cell empty", text.Value)
		return
	}
	if year := fourDigits(text.Value); year != "" {
		d.report(t.At, "invalid date %q: years have four digits (write %s, in JSON with quotes)", text.Value, year)
		return
	}
	if date := d.asDate(text.Value); date != "" {
		d.report(t.At, "invalid date %q: write %s", text.Value, date)
		return
	}
	d.report(t.At, "%v", err)
}

// fourDigits returns a year of fewer digits with four, or "" if s is no such year.
func fourDigits(s string) string {
	digits, negative := strings.CutPrefix(s, "-")
	year, err := strconv.ParseUint(digits, 10, 16)
	if err != nil || len(digits) > 3 {
		return ""
	}
	if negative {
		return fmt.Sprintf("-%04d", year)
	}
	return fmt.Sprintf("%04d", year)
}

// An OpenDate may be null, also in a cell.
func (t *OpenDate) scan(d *decoder, key string, w word) {
	if w.form == null || w.form == cell && w.text == "null" {
		t.At, t.Valid = w.at, true
		return
	}
	t.Date.scan(d, key, w)
	t.Valid = !t.Value.IsZero()
}

// A Flag is not true if it is in quotes; spreadsheets write it in capitals.
func (t *Flag) scan(d *decoder, key string, w word) {
	t.At = w.at
	isTrue, isFalse := strings.EqualFold(w.text, "true"), strings.EqualFold(w.text, "false")
	switch {
	case w.form == cell && !isTrue && !isFalse:
		d.report(t.At, "%s is %.60q, not a boolean (write true or false)", key, w.text)
	case w.form != cell && w.form != boolean:
		d.report(t.At, "%s is %s, not a boolean (write true or false, without quotes)", key, w.form)
	default:
		t.Value = isTrue
	}
}

func (t *Latitude) scan(d *decoder, key string, w word)  { t.Degrees = d.degrees(key, w, 90) }
func (t *Longitude) scan(d *decoder, key string, w word) { t.Degrees = d.degrees(key, w, 180) }

// degrees reads an angle of at most the given magnitude. A number in quotes is an error, in JSON too: it may be in
// degrees, minutes and seconds.
func (d *decoder) degrees(key string, w word, most float64) Degrees {
	v, err := strconv.ParseFloat(w.text, 64)
	switch {
	case w.form == cell && errors.Is(err, strconv.ErrSyntax):
		d.report(w.at, "%s is %.60q, not a number (write degrees with a decimal point, such as 32.43)", key, w.text)
	case w.form != cell && w.form != number:
		d.report(w.at, "%s is %s, not a number (write degrees without quotes, such as 32.43)", key, w.form)
	case err != nil || math.IsNaN(v) || math.Abs(v) > most:
		d.report(w.at, "%s %.60s is out of range (write degrees from -%g to %g)", key, w.text, most, most)
	default:
		return Degrees{v, w.at}
	}
	return Degrees{At: w.at}
}

// matches reports whether s is empty or matches the whole pattern. An empty text has been reported already.
func (d *decoder) matches(pattern, s string) bool {
	if s == "" {
		return true
	}
	return d.pattern(pattern).MatchString(s)
}

// pattern returns an expression that matches whole texts.
func (d *decoder) pattern(pattern string) *regexp.Regexp {
	re := d.patterns[pattern]
	if re == nil {
		re = regexp.MustCompile("^" + pattern + "$")
		d.patterns[pattern] = re
	}
	return re
}
