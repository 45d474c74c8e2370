package alliance

import "slices"

// StatedBy returns a relation as if there were no other sources than those with the ids, or nil if none of them states
// it. Nil ids mean all sources. Like [Relation.Seen], StatedBy must be called on the relation with all of its statements;
// it returns that itself if all of them are from these sources.
func (r *Relation) StatedBy(sources []string) *Relation {
	other := func(e *Evidence) bool { return !oneOf(sources, e.Source.ID) }
	if !slices.ContainsFunc(r.Evidence, other) {
		return r
	}
	only := *r
	only.Evidence = nil
	for _, e := range r.Evidence {
		if !other(e) {
			own := *e // Settle sets the days of a denial by the claims beside it
			only.Evidence = append(only.Evidence, &own)
		}
	}
	if only.Evidence == nil {
		return nil
	}
	only.Settle()
	return &only
}
