package facts_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/loader/quotes"
)

// A drawing draws facts that a reader takes, with everything that facts may have and texts that files may garble.
type drawing struct {
	*rapid.T
	alliance.Facts
	// things counts what has an id.
	things int
}

// randomFacts draws facts.
func randomFacts(t *rapid.T) *alliance.Facts {
	d := &drawing{T: t}
	for range d.number(2, 6) {
		d.addActor()
	}
	for range d.number(1, 4) {
		d.addSource()
	}
	for range d.number(0, 2) {
		d.Conflicts = append(d.Conflicts, &alliance.Conflict{ID: d.id("war"), Name: d.line(), Description: maybe(d, d.prose), Span: d.span()})
	}
	for range d.number(0, 6) {
		d.addRelation()
	}
	for range d.number(0, 4) {
		d.addEvent()
	}
	for range d.number(0, 3) {
		d.Collections = append(d.Collections, d.collection())
	}
	return alliance.NewFacts(d.Facts)
}

func (d *drawing) number(low, high int) int { return rapid.IntRange(low, high).Draw(d.T, "number") }
func (d *drawing) yes() bool                { return rapid.Bool().Draw(d.T, "yes") }

// one draws one of a list.
func one[E any](d *drawing, list []E) E { return rapid.SampledFrom(list).Draw(d.T, "one") }

// perhaps draws one of a list, or none.
func perhaps[E any](d *drawing, list []*E) *E {
	if len(list) == 0 || d.yes() {
		return nil
	}
	return one(d, list)
}

// maybe draws a text, or none.
func maybe(d *drawing, draw func() string) alliance.Text {
	if d.yes() {
		return ""
	}
	return alliance.Text(draw())
}

// id draws an id, which may begin with a digit.
func (d *drawing) id(kind string) string {
	d.things++
	return fmt.Sprint(one(d, []string{"", "1", "0x", "2020-"}), kind, one(d, []string{"-", ".", "_"}), d.things)
}

// fragments are parts of texts, many of which mean something in YAML or JSON.
var fragments = []string{
	"a", "Haftar", "حفتر", "利比亚", "Straße", "😀", "e\u0301", "ﬁ", "null", "true", "No", "~", "2020-05", "1e3", "0365", "-", "- ", "? ", ": ", ":", " #", "#",
	"'", `"`, `\`, `\n`, "{", "}", "[", "]", ",", "&a", "*a", "!", "|", ">", "%", "@", "`", "=", "<<", "---", "...", " ", "  ", "\u00a0", "\u3000", "«", "…", "[…]",
	"https://example.org/a?b=c#d", "=======", "<<<<<<<",
}

// text draws a text of fragments that is not empty, as a reader keeps it.
func (d *drawing) text(fragments []string) string {
	parts := rapid.SliceOfN(rapid.SampledFrom(fragments), 1, 6).Draw(d.T, "parts")
	if text := norm.NFC.String(strings.TrimSpace(strings.Join(parts, ""))); text != "" {
		return text
	}
	return "x"
}

func (d *drawing) line() string { return d.text(fragments) }

func (d *drawing) prose() string {
	return d.text(append([]string{"\n", "\n\n", "\n ", " \n", "\t", "\n\t", "\u2028", "\n# ", "\n- a"}, fragments...))
}

// name draws a name that is different from all others, unless it is shared.
func (d *drawing) name() string {
	d.things++
	return fmt.Sprint(d.line(), " ", d.things)
}

func (d *drawing) country() string { return one(d, []string{"LBY", "SUN", "XKX"}) }

// date draws a date of any form.
func (d *drawing) date() alliance.Date {
	text := one(d, []string{"2020", "2020-05", "2020-05-21", "2019-12-31", "-0430", "0000", "0001-01-01", "9999", "2021-02"})
	return alliance.MustDate(text + one(d, []string{"", "", "~", "?"}))
}

// span draws the time between two dates, either of which may be absent.
func (d *drawing) span() alliance.Span {
	var s alliance.Span
	if d.yes() {
		s.From = d.date()
	}
	if d.yes() {
		s.To = d.date()
	}
	if s.From.First() > s.To.Last() {
		s.From, s.To = s.To, s.From
	}
	return s
}

// addActor adds an actor, which may share its name or an alias with others.
func (d *drawing) addActor() {
	a := &alliance.Actor{
		ID: d.id("actor"), Name: d.name(), Type: one(d, alliance.ActorTypes()), Description: maybe(d, d.prose),
		Country: maybe(d, d.country), Span: d.span(),
	}
	for range d.number(0, 8) {
		a.Aliases = append(a.Aliases, d.name())
	}
	if d.yes() {
		a.Aliases = append(a.Aliases, "Shared")
	}
	if !d.yes() && len(d.Actors) > 0 && !slices.Contains(a.Aliases, d.Actors[0].Name) {
		a.Aliases = append(a.Aliases, d.Actors[0].Name)
	}
	for range d.number(0, 2) {
		d.things++
		value := fmt.Sprint(one(d, []string{"", "Q", "365 ", "a: "}), d.things)
		a.Identifiers = append(a.Identifiers, alliance.Identifier{Scheme: one(d, []string{"cow", "wiki: data", "null"}), Value: value, Span: d.span()})
	}
	if len(d.Actors) == 0 {
		a.Type = alliance.Person // who can lead
	}
	if a.Type == alliance.Coalition || a.Type == alliance.Organization {
		a.Obligations = d.kinds(alliance.AlliedWith)
	}
	d.Actors = append(d.Actors, a)
}

// kinds draws kinds that fit a type of relation.
func (d *drawing) kinds(of alliance.RelationType) alliance.KindSet {
	var set alliance.KindSet
	for _, k := range alliance.KindsOf(of) {
		if d.number(0, 2) == 0 {
			set |= alliance.SetOf(k)
		}
	}
	return set
}

// addSource adds a source, which may be from an earlier one that was published no later.
func (d *drawing) addSource() {
	s := &alliance.Source{
		ID: d.id("source"), Title: d.line(), Publisher: maybe(d, d.line), Published: d.date(), Covers: d.span(),
		URL: maybe(d, func() string { return "https://example.org/a?b=[c]&d=e#f" }), Language: maybe(d, func() string { return one(d, []string{"no", "ar-LY"}) }),
	}
	if via := perhaps(d, d.Sources); via != nil && via.Published.First() <= s.Published.Last() {
		s.Via = via
	}
	d.Sources = append(d.Sources, s)
}

// addRelation adds a relation, with the parts that its type takes. Several may be of the same parts.
func (d *drawing) addRelation() {
	r := &alliance.Relation{ID: d.id("relation"), Type: one(d, alliance.RelationTypes()), Conflict: perhaps(d, d.Conflicts)}
	ends := rapid.Permutation(d.Actors).Draw(d.T, "ends")
	r.Subject, r.Object = ends[0], ends[1]
	if r.Type.HasRole() {
		r.Role, r.Subject, r.Object = alliance.Text(d.line()), d.Actors[0], one(d, d.Actors[1:])
	}
	if r.Type.HasAgainst() && len(ends) > 2 && d.yes() {
		r.Against = ends[2]
	}
	fits := []alliance.ActorType{alliance.Coalition, alliance.Organization, alliance.UnknownType}
	if r.Type.HasCoalition() && len(ends) > 3 && slices.Contains(fits, ends[3].Type) {
		r.Coalition = ends[3]
	}
	for i := range d.number(1, 3) {
		e := d.evidence(r.ID, i)
		e.Span, e.Kinds = d.span(), d.kinds(r.Type)
		r.Evidence = append(r.Evidence, e)
	}
	d.Relations = append(d.Relations, r)
}

// evidence draws a piece of evidence for a fact, with a passage now and then.
func (d *drawing) evidence(fact string, number int) *alliance.Evidence {
	e := &alliance.Evidence{
		ID: d.id("evidence"), Fact: fact, Stance: one(d, alliance.Stances()), Source: one(d, d.Sources), Speaker: perhaps(d, d.Actors),
		Quote: maybe(d, d.prose), Locator: alliance.Text(strconv.Itoa(number)),
	}
	if e.Quote == "" {
		return e
	}
	left, right, _ := strings.Cut(string(e.Quote), "[…]")
	text := d.prose() + " " + left + strings.Repeat(d.prose()+"\n\n", d.number(0, 90)) + right + " " + d.prose()
	if passage, err := quotes.New(text).Find(string(e.Quote)); err == nil {
		e.Passage = &passage
	}
	return e
}

// addEvent adds an event, which may refer to earlier ones.
func (d *drawing) addEvent() {
	e := &alliance.Event{
		ID: d.id("event"), Type: one(d, alliance.EventTypes()), Mode: maybe(d, d.line), Title: d.line(), Description: maybe(d, d.prose),
		Conflict: perhaps(d, d.Conflicts),
	}
	if len(d.Events) == 0 || d.yes() {
		e.Span = alliance.Span{From: alliance.MustDate("2021"), To: alliance.MustDate("2021-07~")}
	}
	if d.yes() {
		e.Place = d.place()
	}
	for _, a := range d.Actors {
		if d.yes() {
			e.Participants = append(e.Participants, alliance.Participant{Actor: a, Role: one(d, alliance.ParticipantRoles())})
		}
	}
	for _, earlier := range d.Events {
		if d.yes() {
			e.References = append(e.References, alliance.EventLink{Kind: one(d, alliance.EventReferenceKinds()), Event: earlier.ID})
		}
	}
	for i := range d.number(1, 2) {
		e.Evidence = append(e.Evidence, d.evidence(e.ID, i))
	}
	d.Events = append(d.Events, e)
}

func (d *drawing) place() *alliance.Place {
	p := &alliance.Place{Name: d.line(), Country: maybe(d, d.country)}
	if d.yes() {
		p.Point = &alliance.Point{Latitude: rapid.Float64Range(-90, 90).Draw(d.T, "latitude"), Longitude: rapid.Float64Range(-180, 180).Draw(d.T, "longitude")}
	}
	return p
}

// collection draws what a data set says of itself: at least something.
func (d *drawing) collection() alliance.Collection {
	c := alliance.Collection{Title: maybe(d, d.line), Description: maybe(d, d.prose), License: alliance.Text(d.line()), Covers: d.span()}
	for range d.number(0, 2) {
		c.Authors = append(c.Authors, d.line())
	}
	return c
}
