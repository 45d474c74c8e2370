package facts

import (
	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// A dataset is what a directory says of itself, and where.
type dataset struct {
	file *file
	at   factfile.Pos
	// covers is what its sources cover if they do not say otherwise: nothing, if it is several data sets that were joined.
	covers alliance.Span
}

// linkDataset adds the descriptions of a data set, and reports those of a directory that already has one.
func (l *linker) linkDataset(f *file) {
	raw := &f.Dataset
	if raw.At.Absent() {
		return
	}
	if first := l.datasets[f.dir]; first != nil {
		l.report(f, raw.At, "the directory already has a dataset, at %s:%d:%d (join them, or read the files as two directories)",
			first.file.name, first.at.Line, first.at.Column)
		return
	}
	d := &dataset{file: f, at: raw.At}
	for i := range raw.List {
		c := l.collection(f, &raw.List[i])
		l.facts.Collections = append(l.facts.Collections, c)
		if !raw.Joined {
			d.covers = c.Covers
		}
	}
	l.datasets[f.dir] = d
}

// collection returns a data set as it is described.
func (l *linker) collection(f *file, raw *factfile.Dataset) alliance.Collection {
	c := alliance.Collection{
		Title: alliance.Text(raw.Title.Value), Description: alliance.Text(raw.Description.Value),
		License: alliance.Text(raw.License.Value), URL: alliance.Text(raw.URL.Value), Covers: l.covers(f, raw.Covers, alliance.Span{}),
	}
	for _, author := range raw.Authors {
		c.Authors = append(c.Authors, author.Value)
	}
	return c
}

// covers returns the time that a source or data set covers: an end that it does not give is that of the rest. It reports
// a time that ends before it begins.
func (l *linker) covers(f *file, raw *factfile.Span, rest alliance.Span) alliance.Span {
	if raw == nil {
		return rest
	}
	s := l.span(f, raw.From.Date, raw.To.Date)
	own := s
	if raw.From.At.Absent() {
		s.From = rest.From
	}
	if raw.To.At.Absent() {
		s.To = rest.To
	}
	if s != own && s.From.First() > s.To.Last() {
		l.report(f, raw.At, "with the end that the data set covers, this is from %v to %v (give the other end too, or null)", s.From, s.To)
	}
	return s
}

// coversOf returns the time that the data set of a file covers.
func (l *linker) coversOf(f *file) alliance.Span {
	if d := l.datasets[f.dir]; d != nil {
		return d.covers
	}
	return alliance.Span{}
}
