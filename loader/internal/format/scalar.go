package format

import (
	"math"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"entente/graph/alliance"
)

// A Pos is where something begins in its file: line and column count from 1, the column in characters. The zero Pos is
// nowhere: what has it was left out.
type Pos struct{ Line, Column uint32 }

// Absent reports whether p is nowhere.
func (p Pos) Absent() bool { return p == Pos{} }

// A Text is a text and where it stands: NFC, without space around it, and not empty unless it was left out.
type Text struct {
	Value string
	At    Pos
}

// The forms that texts have.
type (
	// An ID names something: it matches [alliance.IDPattern].
	ID struct{ Text }
	// A Ref is the id of something else.
	Ref struct{ Text }
	// A Line is a text in one line.
	Line struct{ Text }
	// A Prose is a text that may have line breaks.
	Prose struct{ Text }
	// A Country matches [CountryPattern], and is the code of one.
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

// A Date is a partial date and where it stands.
type Date struct {
	Value alliance.Date
	At    Pos
}

// Degrees is an angle and where it stands.
type Degrees struct {
	Value float64
	At    Pos
}

// A Latitude is within 90 degrees of the equator.
type Latitude struct{ Degrees }

// A Longitude is within 180 degrees of the prime meridian.
type Longitude struct{ Degrees }

// A scalar is read from one scalar node; what is wrong with it is reported, and then it keeps its zero value but for
// At, which says that it was not left out.
type scalar interface {
	scan(d *decoder, key string, n *yaml.Node)
}

// A Line and a Prose say no more of their text than that it is one. YAML takes 1984 for a number, and 0365 for another than
// it looks; here both are read as they are written.
func (t *Line) scan(d *decoder, key string, n *yaml.Node)  { t.Text = d.line(key, n) }
func (t *Prose) scan(d *decoder, key string, n *yaml.Node) { t.Text = d.prose(key, n) }

// A Ref need not have the form of an id: that nothing is called so says more than that nothing could be. It is interned,
// since few ids are in many facts.
func (t *Ref) scan(d *decoder, key string, n *yaml.Node) {
	t.Text = d.line(key, n)
	t.Value = d.intern(t.Value)
}

// MaxID is how many characters an id may have. Ids of facts and evidence are put together from others, and all must fit in
// a key of a database's index.
const MaxID = 200

// An ID of another form is reported and kept: whatever refers to it is not wrong as well.
func (t *ID) scan(d *decoder, key string, n *yaml.Node) {
	t.Text = d.line(key, n)
	if len(t.Value) > MaxID {
		d.report(t.At, "%.60q… has %d characters, too many for an id (write %d at most)", t.Value, len(t.Value), MaxID)
		return
	}
	if t.Value == "" || alliance.ValidID(t.Value) {
		return
	}
	d.report(t.At, "%.60q is not an id (%s)", t.Value, better(asID(t.Value), "write lower-case letters a to z and digits, with single -, _ or . between them"))
}

// asID returns the id that the writer of s may have had in mind, in lower case and with a dash for space, and "" where
// none suggests itself: letters of other scripts have no one spelling.
func asID(s string) string {
	id := strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return r == ' ' || r == '-' }), "-")
	if !alliance.ValidID(id) || len(id) > 60 {
		return ""
	}
	return id
}

// better is the advice to write something else, or else the rule.
func better(instead, rule string) string {
	if instead == "" {
		return rule
	}
	return "write " + instead
}

// A Language has the form of a tag; which languages there are is left to the registry of IANA.
func (t *Language) scan(d *decoder, key string, n *yaml.Node) {
	t.Text = d.line(key, n)
	if !d.matches(LanguagePattern, t.Value) {
		d.report(t.At, "%.60q is not a language tag (write a BCP 47 tag, as en or ar-LY)", t.Value)
	}
}

// A URL is one that a reader can follow, so it is of the web: pages link to it, and javascript: would run in them. url.Parse
// forgives space and quotes, which no browser would keep.
func (t *URL) scan(d *decoder, key string, n *yaml.Node) {
	t.Text = d.line(key, n)
	if t.Value == "" {
		return
	}
	u, err := url.Parse(t.Value)
	switch {
	case err == nil && u.IsAbs() && u.Scheme != "http" && u.Scheme != "https":
		d.report(t.At, "%.60q is not a page of the web (write a URL that begins with https:// or http://)", t.Value)
	case err != nil || u.Host == "" || strings.ContainsAny(t.Value, " <>\""):
		d.report(t.At, "%.60q is not an absolute URL (write it whole, as https://example.org/page)", t.Value)
	}
}

// A Date is read as it is written: YAML takes 2020 for a number and 2020-05-21 for a time stamp, with or without quotes.
func (t *Date) scan(d *decoder, key string, n *yaml.Node) {
	text := d.line(key, n)
	t.At = text.At
	if text.Value == "" {
		return
	}
	var err error
	if t.Value, err = alliance.ParseDate(text.Value[:min(len(text.Value), 60)]); err != nil {
		d.report(t.At, "%v", err)
	}
}

func (t *Latitude) scan(d *decoder, key string, n *yaml.Node)  { t.Degrees = d.degrees(key, n, 90) }
func (t *Longitude) scan(d *decoder, key string, n *yaml.Node) { t.Degrees = d.degrees(key, n, 180) }

// degrees reads an angle of at most so many degrees either way. A number in quotes is an error, as it is in JSON: it may
// be one of degrees, minutes and seconds.
func (d *decoder) degrees(key string, n *yaml.Node, most float64) Degrees {
	at := d.pos(n)
	if n.Kind != yaml.ScalarNode || n.Tag != "!!int" && n.Tag != "!!float" {
		d.report(at, "%s is %s where a number is wanted (write degrees without quotes, as 32.43)", key, describe(n))
		return Degrees{At: at}
	}
	v, err := strconv.ParseFloat(n.Value, 64)
	if err != nil || math.IsNaN(v) || math.Abs(v) > most {
		d.report(at, "%s %.60s is not on the globe (write degrees from -%g to %g)", key, n.Value, most, most)
		return Degrees{At: at}
	}
	return Degrees{v, at}
}

// matches reports whether s, where it is not empty, matches the whole pattern. A text that is empty has been reported.
func (d *decoder) matches(pattern, s string) bool {
	if s == "" {
		return true
	}
	re := d.patterns[pattern]
	if re == nil {
		re = regexp.MustCompile("^" + pattern + "$")
		d.patterns[pattern] = re
	}
	return re.MatchString(s)
}
