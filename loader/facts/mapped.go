package facts

import (
	"slices"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
	"entente/loader/mapping"
)

// addParts adds what mappings made of their data, and declares it.
func (l *linker) addParts(parts []mapping.Part) {
	for _, p := range parts {
		f := &file{name: p.Name, dir: p.Dir, Document: *p.Document, added: p.Added}
		for _, problem := range p.Problems {
			l.report(f, problem.Pos, "%s", problem.Message)
		}
		l.files = append(l.files, f)
		l.declare(f)
		l.linkDataset(f)
	}
}

// linkAdded adds the aliases and identifiers that the rows of a file give actors of any file.
func (l *linker) linkAdded(f *file) {
	for _, added := range f.added {
		a, ok := l.ids[added.Actor].thing.(*alliance.Actor)
		if !ok {
			continue // its id has been reported
		}
		if added.Alias.Value != "" {
			l.claimName(added.Alias, nameClaim{entry: entry{thing: a, file: f}, alias: true, shared: added.Shared})
			a.Aliases = append(a.Aliases, added.Alias.Value)
			continue
		}
		l.addIdentifier(f, a, added.Identifier)
	}
	f.added = nil
}

// summedUp sums up the problems of data files that are alike.
func summedUp(problems Problems, parts []mapping.Part) Problems {
	data := map[string][]factfile.Problem{}
	for _, p := range parts {
		data[p.Name] = nil
	}
	problems = slices.DeleteFunc(problems, func(p Problem) bool {
		_, is := data[p.File]
		if is {
			data[p.File] = append(data[p.File], factfile.Problem{Pos: factfile.Pos{Line: uint32(p.Line), Column: uint32(p.Column)}, Message: p.Message})
		}
		return is
	})
	for name, of := range data {
		for _, p := range mapping.Alike(of) {
			problems = append(problems, Problem{File: name, Line: int(p.Line), Column: int(p.Column), Message: p.Message})
		}
	}
	return problems
}
