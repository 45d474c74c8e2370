package alliance

// A Collection is a data set as it was published: a directory of fact files, as it describes itself.
type Collection struct {
	Title       Text
	Description Text
	Authors     []string
	// License is the name or SPDX identifier of the licence.
	License Text
	URL     Text
	// Covers is the time that the sources of the data set cover if they do not say otherwise.
	Covers Span
}

// TitleOrNone returns the title, or the words that stand for it in texts if there is none.
func (c *Collection) TitleOrNone() string {
	if c.Title == "" {
		return "Untitled data set"
	}
	return string(c.Title)
}

// CoversOK returns Covers, and reports whether an end of it is known.
func (c *Collection) CoversOK() (Span, bool) { return c.Covers, c.Covers != Span{} }

// A Coverage is the time that the sources of a type of relation cover.
type Coverage struct {
	Type RelationType
	Span
}

// coverage returns what the sources of each type of relation in the facts cover, in the order of the schema: from the
// first day that one of them covers or states, to the last that one of them covers.
func (f *Facts) coverage() []Coverage {
	covered := map[RelationType]days{}
	for _, r := range f.Relations {
		c, ok := covered[r.Type]
		if !ok {
			c = never()
		}
		for _, e := range r.Evidence {
			d := e.covers()
			c = days{min(c.first, d.first), max(c.last, d.last)}
		}
		covered[r.Type] = c
	}
	list := []Coverage{}
	for _, t := range RelationTypes() {
		if c, ok := covered[t]; ok {
			list = append(list, Coverage{t, Span{c.first.Date(), c.last.Date()}})
		}
	}
	return list
}

// Covered returns the time that the source of a statement covers; if it does not say from when, from the first day of the
// statement.
func (e *Evidence) Covered() Span {
	d := e.covers()
	return Span{d.first.Date(), d.last.Date()}
}

// covers returns the days that the source of a statement covers; if it does not say from when, from the first day of
// the statement.
func (e *Evidence) covers() days {
	d := days{e.Source.Covers.From.First(), e.Source.covered()}
	if e.Source.Covers.From.IsZero() {
		d.first = min(e.stated().first, d.last)
	}
	return d
}
