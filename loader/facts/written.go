package facts

import (
	"slices"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// A writer knows what the things of a data set have to say of themselves because of the others.
type writer struct {
	// shared are the names, folded, that several actors have.
	shared map[string]bool
	// covers is what the sources cover if they do not say otherwise.
	covers alliance.Span
}

// newWriter returns a writer of facts. If they are from several data sets, sources take nothing from any of them.
func newWriter(f *alliance.Facts) *writer {
	w := &writer{shared: sharedNames(f.Actors)}
	if len(f.Collections) == 1 {
		w.covers = f.Collections[0].Covers
	}
	return w
}

// sharedNames returns the names and aliases, folded, that several actors have.
func sharedNames(actors []*alliance.Actor) map[string]bool {
	seen, shared := map[string]bool{}, map[string]bool{}
	for _, a := range actors {
		for _, name := range append([]string{a.Name}, a.Aliases...) {
			key := fold(name)
			if seen[key] {
				shared[key] = true
			}
			seen[key] = true
		}
	}
	return shared
}

// somewhere is the position of what is written: anywhere, as only what has none is left out.
var somewhere = factfile.Pos{Line: 1, Column: 1}

// written returns a text, which is left out if it is empty.
func written[S ~string](s S) factfile.Text {
	if s == "" {
		return factfile.Text{}
	}
	return factfile.Text{Value: string(s), At: somewhere}
}

// writtenLine returns a text of one line.
func writtenLine[S ~string](s S) factfile.Line { return factfile.Line{Text: written(s)} }

// writtenID returns the id of a thing.
func writtenID(id string) factfile.ID { return factfile.ID{Text: written(id)} }

// writtenRef returns the id of another thing.
func writtenRef(id string) factfile.Ref { return factfile.Ref{Text: written(id)} }

// writtenProse returns a text that may have several lines.
func writtenProse(s alliance.Text) factfile.Prose { return factfile.Prose{Text: written(s)} }

// writtenLines returns texts of one line.
func writtenLines(texts []string) []factfile.Line {
	lines := make([]factfile.Line, len(texts))
	for i, s := range texts {
		lines[i] = writtenLine(s)
	}
	return lines
}

// choice returns one of several values.
func choice[E ~string](e E) factfile.Choice[E] { return factfile.Choice[E]{Value: e, At: somewhere} }

// choices returns a list of such values.
func choices[E ~string](list []E) []factfile.Choice[E] {
	out := make([]factfile.Choice[E], len(list))
	for i, e := range list {
		out[i] = choice(e)
	}
	return out
}

// writtenDate returns a date, which is left out if it is absent.
func writtenDate(d alliance.Date) factfile.Date {
	if d.IsZero() {
		return factfile.Date{}
	}
	return factfile.Date{Value: d, At: somewhere}
}

// writtenCovers returns the time that a source or data set covers, with null for an end that it has not but would
// otherwise take from the rest.
func writtenCovers(s, rest alliance.Span) *factfile.Span {
	end := func(d, rest alliance.Date) factfile.OpenDate {
		if d.IsZero() && !rest.IsZero() {
			return factfile.OpenDate{Date: factfile.Date{At: somewhere}}
		}
		return factfile.OpenDate{Date: writtenDate(d)}
	}
	c := factfile.Span{From: end(s.From, rest.From), To: end(s.To, rest.To)}
	if c == (factfile.Span{}) {
		return nil
	}
	return &c
}

// writtenCollections returns the descriptions of data sets: of one, or a list.
func writtenCollections(all []alliance.Collection) factfile.Datasets {
	d := factfile.Datasets{Joined: len(all) > 1}
	for _, c := range all {
		d.List = append(d.List, factfile.Dataset{
			Title: writtenLine(c.Title), Description: writtenProse(c.Description), Authors: writtenLines(c.Authors),
			License: writtenLine(c.License), URL: factfile.URL{Text: written(c.URL)}, Covers: writtenCovers(c.Covers, alliance.Span{}),
		})
	}
	return d
}

// actor allows others to have its name if one of its names is shared.
func (w *writer) actor(a *alliance.Actor) *factfile.Actor {
	isShared := func(name string) bool { return w.shared[fold(name)] }
	to := &factfile.Actor{
		ID: writtenID(a.ID), Name: writtenLine(a.Name), Type: choice(a.Type), Aliases: writtenLines(a.Aliases),
		SharedName:  factfile.Flag{Value: isShared(a.Name) || slices.ContainsFunc(a.Aliases, isShared)},
		Description: writtenProse(a.Description), Country: factfile.Country{Text: written(a.Country)},
		From: writtenDate(a.From), To: writtenDate(a.To), Obligations: choices(a.ObligationList()),
	}
	for _, i := range a.Identifiers {
		to.Identifiers = append(to.Identifiers, factfile.Identifier{
			Scheme: writtenLine(i.Scheme), Value: writtenLine(i.Value), From: writtenDate(i.From), To: writtenDate(i.To),
		})
	}
	return to
}

func (w *writer) source(s *alliance.Source) *factfile.Source {
	return &factfile.Source{
		ID: writtenID(s.ID), Title: writtenLine(s.Title), Publisher: writtenLine(s.Publisher), Published: writtenDate(s.Published),
		URL: factfile.URL{Text: written(s.URL)}, Language: factfile.Language{Text: written(s.Language)},
		Via: writtenRef(alliance.IDOf(s.Via)), Covers: writtenCovers(s.Covers, w.covers),
	}
}

func writtenConflict(c *alliance.Conflict) *factfile.Conflict {
	return &factfile.Conflict{
		ID: writtenID(c.ID), Name: writtenLine(c.Name), Description: writtenProse(c.Description),
		From: writtenDate(c.From), To: writtenDate(c.To),
	}
}
