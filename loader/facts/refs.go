package facts

import (
	"bytes"
	"iter"
	"strings"

	"entente/graph/alliance"
	"entente/loader/internal/factfile"
)

// find returns the thing of type T that ref is the id of. It returns nil where ref was left out, and reports it where
// there is no such thing. An id that two things have may be meant for the other.
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
		l.report(f, ref.At, "%.60q is %v, not %s (give the id of %[3]s)", ref.Value, e, articled(noun(found)))
	}
	return thing
}

// articled returns a noun after its article.
func articled(noun string) string {
	switch noun {
	case "evidence":
		return noun
	case "actor", "event":
		return "an " + noun
	default:
		return "a " + noun
	}
}

// unknown reports an id that nothing has. It keeps silent where a file that could not be read has the same word: what
// that file says is not known.
func (l *linker) unknown(f *file, ref factfile.Ref, wanted string) {
	for _, g := range l.files {
		if g.lost != nil && bytes.Contains(g.lost, []byte(ref.Value)) {
			return
		}
	}
	if meant := l.guess(ref.Value, wanted); meant != "" {
		l.report(f, ref.At, "unknown %s %.60q (did you mean %.60q?)", wanted, ref.Value, meant)
		return
	}
	l.report(f, ref.At, "unknown %s %.60q (correct the id, or add it under %ss)", wanted, ref.Value, wanted)
}

// guess returns the id that was meant: of the actor that has the word as its name, or else the nearest of a thing of
// the type that is wanted. One misspelling is often made many times, so that guesses are kept.
func (l *linker) guess(word, wanted string) string {
	key := wanted + " " + word
	if meant, known := l.meant[key]; known {
		return meant
	}
	meant := ""
	if e, ok := l.names[folded(word)]; ok && wanted == "actor" {
		meant = e.thing.NodeID()
	}
	if meant == "" {
		meant = l.suggest.Closest(word, l.idsOf(wanted))
	}
	l.meant[key] = meant
	return meant
}

// idsOf yields the ids of all things that are called so.
func (l *linker) idsOf(wanted string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for id, e := range l.ids {
			if noun(e.thing) == wanted && !yield(id) {
				return
			}
		}
	}
}

// folded returns a name as it is compared with others: names that differ in case or in space are the same. Texts are NFC
// already.
func folded(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }
