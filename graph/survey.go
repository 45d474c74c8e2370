package graph

import (
	"cmp"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// A survey counts what the time depends on that validation takes.
type survey struct {
	fragments                   map[string]*ast.FragmentDefinition
	fields, aliases, directives int
	visits, pairs               int
	// open are the fragments that are being visited: cycles are left to validation.
	open map[string]bool
	// long is a name or a number that is too long.
	long string
}

// newSurvey surveys a document. It visits no more than is allowed.
func newSurvey(document *ast.QueryDocument) *survey {
	s := &survey{fragments: map[string]*ast.FragmentDefinition{}, open: map[string]bool{}}
	for _, f := range document.Fragments {
		s.fragments[f.Name] = f
	}
	for _, o := range document.Operations {
		s.name(o.Name)
		s.variables(o.VariableDefinitions)
		s.list(o.Directives)
		s.write(o.SelectionSet)
	}
	for _, f := range document.Fragments {
		s.name(f.Name)
		s.name(f.TypeCondition)
		s.list(f.Directives)
		s.write(f.SelectionSet)
	}
	for _, o := range document.Operations {
		s.visit(o.SelectionSet, &namesakes{}, 1)
	}
	for _, f := range document.Fragments {
		s.visit(f.SelectionSet, &namesakes{}, 1)
	}
	return s
}

// check returns an error if validation would take too long.
func (s *survey) check() *gqlerror.Error {
	for _, limit := range []struct {
		n, most int
		what    string
	}{
		{s.fields, maxFields, "fields"},
		{s.aliases, maxAliases, "aliases"},
		{s.directives, maxDirectives, "directives"},
		{s.visits, maxVisits, "fields, counting those of fragments wherever they are spread"},
		{s.pairs, maxPairs, "pairs of fields and fragments to merge into one"},
	} {
		if limit.n > limit.most {
			return tooComplex("the query has more than %d %s: ask in several queries", limit.most, limit.what)
		}
	}
	if s.long != "" {
		return invalid("%s has %d bytes, at most %d are allowed in a name or a number", s.long, len(s.long), maxName)
	}
	return nil
}

// name notes a name or a number that is too long.
func (s *survey) name(n string) {
	if len(n) > maxName {
		s.long = cmp.Or(s.long, n)
	}
}

// variables surveys the definitions of variables.
func (s *survey) variables(all ast.VariableDefinitionList) {
	for _, v := range all {
		s.name(v.Variable)
		s.name(v.Type.Name())
		s.list(v.Directives)
		s.value(v.DefaultValue)
	}
}

// list surveys directives.
func (s *survey) list(directives ast.DirectiveList) {
	s.directives += len(directives)
	for _, d := range directives {
		s.name(d.Name)
		s.arguments(d.Arguments)
	}
}

// arguments surveys arguments.
func (s *survey) arguments(all ast.ArgumentList) {
	for _, a := range all {
		s.name(a.Name)
		s.value(a.Value)
	}
}

// value surveys a value.
func (s *survey) value(v *ast.Value) {
	if v == nil {
		return
	}
	if v.Kind != ast.StringValue && v.Kind != ast.BlockValue {
		s.name(v.Raw)
	}
	for _, child := range v.Children {
		s.name(child.Name)
		s.value(child.Value)
	}
}

// write surveys selections as they are written.
func (s *survey) write(selections ast.SelectionSet) {
	for _, selection := range selections {
		switch selection := selection.(type) {
		case *ast.Field:
			s.fields++
			if selection.Alias != selection.Name {
				s.aliases++
			}
			s.name(selection.Alias)
			s.name(selection.Name)
			s.arguments(selection.Arguments)
			s.list(selection.Directives)
			s.write(selection.SelectionSet)
		case *ast.InlineFragment:
			s.name(selection.TypeCondition)
			s.list(selection.Directives)
			s.write(selection.SelectionSet)
		case *ast.FragmentSpread:
			s.name(selection.Name)
			s.list(selection.Directives)
		}
	}
}

// namesakes are the selections that answer under the same path of names, which validation compares in pairs.
type namesakes struct {
	fields, spreads int
	below           map[string]*namesakes
}

// named returns the selections below under a name.
func (n *namesakes) named(name string) *namesakes {
	if n.below == nil {
		n.below = map[string]*namesakes{}
	}
	if n.below[name] == nil {
		n.below[name] = &namesakes{}
	}
	return n.below[name]
}

// visit surveys selections with all fragments in their places. Validation compares what is in an inline fragment once for it
// and once for each that is around it: so often, in all, is times.
func (s *survey) visit(selections ast.SelectionSet, among *namesakes, times int) {
	for _, selection := range selections {
		if s.visits++; s.visits > maxVisits || s.pairs > maxPairs {
			return
		}
		switch selection := selection.(type) {
		case *ast.Field:
			same := among.named(cmp.Or(selection.Alias, selection.Name))
			s.pairs += same.fields * times
			same.fields++
			s.visit(selection.SelectionSet, same, 1)
		case *ast.InlineFragment:
			s.visit(selection.SelectionSet, among, times+1)
		case *ast.FragmentSpread:
			s.pairs += among.spreads
			among.spreads++
			if f := s.fragments[selection.Name]; f != nil && !s.open[f.Name] {
				s.open[f.Name] = true
				s.visit(f.SelectionSet, among, times)
				s.open[f.Name] = false
			}
		}
	}
}
