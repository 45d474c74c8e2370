package facts

import (
	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// A dataset is what a directory says of itself, and where.
type dataset struct {
	alliance.Collection
	file *file
	at   factfile.Pos
}

// linkDataset adds the description of a data set, and reports one that its directory already has.
func (l *linker) linkDataset(f *file) {
	raw := f.Dataset
	if raw == nil {
		return
	}
	if first := l.datasets[f.dir]; first != nil {
		l.report(f, raw.At, "the directory already has a dataset, at %s:%d:%d (join them, or read the files as two directories)",
			first.file.name, first.at.Line, first.at.Column)
		return
	}
	d := &dataset{file: f, at: raw.At}
	d.Title, d.Description = alliance.Text(raw.Title.Value), alliance.Text(raw.Description.Value)
	d.License, d.URL = alliance.Text(raw.License.Value), alliance.Text(raw.URL.Value)
	for _, author := range raw.Authors {
		d.Authors = append(d.Authors, author.Value)
	}
	d.Covers = l.covers(f, raw.Covers, alliance.Span{})
	l.datasets[f.dir] = d
	l.facts.Collections = append(l.facts.Collections, d.Collection)
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
		return d.Covers
	}
	return alliance.Span{}
}
