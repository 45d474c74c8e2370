package sliced

import "context"

// resolver implements ResolverRoot.
type resolver struct {
	*Answers
	oneByOne bool
}

// Query implements ResolverRoot.
func (r resolver) Query() QueryResolver { return query{r.Answers} }

// Actor implements ResolverRoot.
func (resolver) Actor() ActorResolver { return actor{} }

// query resolves the fields of Query.
type query struct{ *Answers }

// Actor returns the actor with the id.
func (q query) Actor(_ context.Context, id string) (*Actor, error) { return q.actors[id], nil }

// Actors returns the page after a cursor.
func (q query) Actors(_ context.Context, _ int, after *string) (*ActorConnection, error) {
	if after == nil {
		return q.pages[""], nil
	}
	return q.pages[*after], nil
}

// Search returns what a text finds.
func (q query) Search(_ context.Context, text string, _ []SearchType, _ int) ([]*SearchHit, error) {
	return q.hits[text], nil
}

// Network returns the network around an actor.
func (q query) Network(_ context.Context, around []string, _ int, _ *RelationFilter, _ int) (*Network, error) {
	return q.networks[around[0]], nil
}

// Paths returns the paths between two actors.
func (q query) Paths(_ context.Context, from, to string, _ int) ([]*Path, error) {
	return q.paths[[2]string{from, to}], nil
}

// actor resolves the fields of Actor.
type actor struct{}

// Supporters returns the supporters of the actor.
func (actor) Supporters(_ context.Context, of *Actor, _ *RelationFilter, _ int) (*RelationConnection, error) {
	return of.Supporters, nil
}

// Allies returns the allies of the actor.
func (actor) Allies(_ context.Context, of *Actor, _ int) ([]*Alignment, error) {
	return of.Allies, nil
}
