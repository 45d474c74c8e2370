package facts

import (
	"bytes"
	"iter"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// find returns the thing of type T with the id ref. It returns nil if ref was left out; if there is no such thing, it
// also reports that. If two things have the id, the other one may be meant, so find does not report a wrong type.
func find[T alliance.Node](l *linker, f *file, ref factfile.Ref) (found T) {
	if ref.Value == "" {
		return found
	}
	e, ok := l.ids[ref.Value]
	if !ok {
		l.unknown(f, ref, noun(found))
		return found
	}
	thing, ok := e.thing.(T)
	if !ok && !e.clashed {
		l.report(f, ref.At, "%.60q is %v, not %s (give the id of %[3]s)", ref.Value, e, withArticle(noun(found)))
	}
	return thing
}

// withArticle returns a noun with its indefinite article, if it takes one.
func withArticle(noun string) string {
	switch noun {
	case "evidence":
		return noun
	case "actor", "event":
		return "an " + noun
	default:
		return "a " + noun
	}
}

// unknown reports an id that nothing has. It does not if it may be the id of something that could not be read, or a file
// that could not be read contains it.
func (l *linker) unknown(f *file, ref factfile.Ref, wanted string) {
	if l.lost[ref.Value] {
		return
	}
	for _, g := range l.files {
		if g.lost != nil && bytes.Contains(g.lost, []byte(ref.Value)) {
			return
		}
	}
	if meant := l.guess(ref.Value, wanted); meant != "" {
		l.report(f, ref.At, "unknown %s %.60q (did you mean %.60q?)", wanted, ref.Value, meant)
		return
	}
	if wanted == anyFact {
		l.report(f, ref.At, "unknown fact %.60q (correct the id, or add the relation or event)", ref.Value)
		return
	}
	l.report(f, ref.At, "unknown %s %.60q (correct the id, or add it under %ss)", wanted, ref.Value, wanted)
}

// anyFact stands for both kinds of facts, where either will do.
const anyFact = "fact"

// guess returns the id that was probably meant, or "" if there is none: that of the actor with this name, otherwise the
// closest id of the wanted kind. The same misspelling often occurs many times, so guesses are cached.
func (l *linker) guess(word, wanted string) string {
	key := wanted + " " + word
	if meant, known := l.meant[key]; known {
		return meant
	}
	meant := ""
	if claims := l.names[fold(word)]; len(claims) == 1 && wanted == "actor" && alliance.ValidID(claims[0].thing.NodeID()) {
		meant = claims[0].thing.NodeID()
	}
	if meant == "" {
		meant = l.suggest.Closest(word, l.idsOf(wanted))
	}
	l.meant[key] = meant
	return meant
}

// idsOf yields the ids of all things of a kind, in no particular order.
func (l *linker) idsOf(wanted string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for id, e := range l.ids {
			kind := noun(e.thing)
			fits := kind == wanted || wanted == anyFact && (kind == "relation" || kind == "event")
			if fits && alliance.ValidID(id) && !yield(id) {
				return
			}
		}
	}
}

// fold is [factfile.Fold].
func fold(name string) string { return factfile.Fold(name) }
