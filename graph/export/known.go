package export

import (
	"cmp"
	"context"
	"slices"

	"entente/graph/alliance"
	"entente/graph/export/parameter"
)

// A mention is a parameter with the ids that it is given, all of things of one type.
type mention struct {
	name string
	ids  []string
	is   func(alliance.Node) bool
	// thing is what they are ids of, for messages.
	thing string
}

// of reports whether a thing is of a type.
func of[T alliance.Node](n alliance.Node) bool {
	_, ok := n.(T)
	return ok
}

// mentions returns the ids in a filter of relations, and in those inside it. A prefix is before the names of their parameters.
func mentions(f *alliance.RelationFilter, prefix string) []mention {
	if f == nil {
		return nil
	}
	conflicts := f.Conflicts
	if f.Conflict != "" {
		conflicts = append(slices.Clone(conflicts), f.Conflict)
	}
	actor, conflict, source := of[*alliance.Actor], of[*alliance.Conflict], of[*alliance.Source]
	return append([]mention{
		{prefix + "subjects", f.Subjects, actor, "actor"}, {prefix + "objects", f.Objects, actor, "actor"},
		{prefix + "against", f.Against, actor, "actor"}, {prefix + "coalitions", f.Coalitions, actor, "actor"},
		{prefix + "conflicts", conflicts, conflict, "conflict"}, {prefix + "sources", f.Sources, source, "source"},
	}, mentions(f.Not, prefix+"not.")...)
}

// checkMentions returns a [*parameter.Error] for the first id that is that of nothing: in a file, it would look like a finding.
func checkMentions(ctx context.Context, s alliance.Store, list []mention) error {
	var ids []string
	for _, m := range list {
		ids = append(ids, m.ids...)
	}
	if len(ids) == 0 {
		return nil
	}
	nodes, err := s.Nodes(ctx, ids, alliance.Date{})
	if err != nil {
		return err
	}
	for _, m := range list {
		for i, id := range m.ids {
			if !m.is(nodes[i]) {
				return parameter.Errorf(m.name, "there is no %s %.60q (%ss.csv has the ids)", m.thing, id, m.thing)
			}
		}
		nodes = nodes[len(m.ids):]
	}
	return nil
}

// ready implements [readier].
func (p *actorParameters) ready(ctx context.Context, s alliance.Store) error {
	return cmp.Or(p.codes.ready(ctx, s), checkMentions(ctx, s, []mention{{"ids", p.IDs, of[*alliance.Actor], "actor"}}))
}

// ready implements [readier].
func (p *relationParameters) ready(ctx context.Context, s alliance.Store) error {
	return cmp.Or(p.codes.ready(ctx, s), checkMentions(ctx, s, mentions(&p.RelationFilter, "")))
}

// ready implements [readier].
func (p *statementParameters) ready(ctx context.Context, s alliance.Store) error {
	speakers := mention{"speakers", p.Speakers, of[*alliance.Actor], "actor"}
	return cmp.Or(p.relationParameters.ready(ctx, s), checkMentions(ctx, s, []mention{speakers}))
}

// ready implements [readier].
func (p *dyadParameters) ready(ctx context.Context, s alliance.Store) error {
	return checkMentions(ctx, s, mentions(&p.RelationFilter, ""))
}

// ready implements [readier].
func (p *networkParameters) ready(ctx context.Context, s alliance.Store) error {
	return checkMentions(ctx, s, mentions(&p.RelationFilter, ""))
}

// ready implements [readier].
func (p *eventParameters) ready(ctx context.Context, s alliance.Store) error {
	list := []mention{{"participants", p.Participants, of[*alliance.Actor], "actor"}}
	if p.Conflict != "" {
		list = append(list, mention{"conflict", []string{p.Conflict}, of[*alliance.Conflict], "conflict"})
	}
	return checkMentions(ctx, s, list)
}
