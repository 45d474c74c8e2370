package facts

import (
	"strings"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// linkSources fills in the sources of a file.
func (l *linker) linkSources(f *file) {
	for i := range f.Sources {
		raw, s := &f.Sources[i], &f.sources[i]
		s.Title, s.Publisher, s.Published = raw.Title.Value, alliance.Text(raw.Publisher.Value), raw.Published.Value
		s.URL, s.Language = alliance.Text(raw.URL.Value), alliance.Text(raw.Language.Value)
		s.Via = find[*alliance.Source](l, f, raw.Via)
		s.Covers = l.covers(f, raw.Covers, l.coversOf(f))
		if raw.Text.Value != "" {
			l.texted[s] = true
		}
	}
}

// linkConflicts fills in the conflicts of a file.
func (l *linker) linkConflicts(f *file) {
	for i := range f.Conflicts {
		raw, c := &f.Conflicts[i], &f.conflicts[i]
		c.Name, c.Description = raw.Name.Value, alliance.Text(raw.Description.Value)
		c.Span = l.span(f, raw.From, raw.To)
	}
}

// span returns the time between two dates, and reports one that ends before it begins.
func (l *linker) span(f *file, from, to factfile.Date) alliance.Span {
	s := alliance.Span{From: from.Value, To: to.Value}
	if s.From.First() > s.To.Last() {
		l.report(f, from.At, "from %v is later than to %v (correct one, or swap them)", s.From, s.To)
		return s
	}
	l.doubtSpan(f, from, to)
	return s
}

// checkVia reports each cycle of sources that took their reports from each other once, at the `via` where it was
// entered: [alliance.Source.Origin] would never return. It visits each source once; a walk that meets itself has found
// a cycle, one that meets an earlier walk has not.
func (l *linker) checkVia() {
	walks := map[*alliance.Source]int{}
	vias := map[*alliance.Source]entry{}
	for _, f := range l.files {
		for i := range f.sources {
			vias[&f.sources[i]] = entry{thing: &f.sources[i], file: f, at: f.Sources[i].Via.At}
		}
	}
	for _, f := range l.files {
		for i := range f.sources {
			walk := len(walks) + 1
			s := &f.sources[i]
			for ; s != nil && walks[s] == 0; s = s.Via {
				walks[s] = walk
			}
			if s != nil && walks[s] == walk {
				l.report(vias[s].file, vias[s].at, "via forms a cycle: %s (leave out the via of the source that reports first-hand)", cycle(s))
			}
		}
	}
}

// checkPublished reports sources that were certainly published before their via. Partial dates that overlap prove
// nothing.
func (l *linker) checkPublished() {
	for _, f := range l.files {
		for i := range f.sources {
			if s := &f.sources[i]; s.Via != nil && s.Published.Last() < s.Via.Published.First() {
				l.report(f, f.Sources[i].Published.At, "published %v is before %v, when its via %.60q was published (correct a date, or the via: a report comes after what it was taken from)",
					s.Published, s.Via.Published, s.Via.ID)
			}
		}
	}
}

// cycle lists the ids of the sources in a cycle, from one of them back to itself.
func cycle(s *alliance.Source) string {
	ids := []string{s.ID}
	for t := s.Via; t != s; t = t.Via {
		ids = append(ids, t.ID)
	}
	return strings.Join(append(ids, s.ID), " → ")
}
