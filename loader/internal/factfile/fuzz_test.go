package factfile

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzTable reads any text as any table: problems are at positions in the text, and pieces of whatever size mean the same,
// unless a syntax error ends the file earlier.
func FuzzTable(f *testing.F) {
	names := []string{"actors.csv", "sources.csv", "conflicts.csv", "relations.csv", "events.csv", "evidence.csv", "actors.csv.gz"}
	for _, text := range []string{
		"id,name,type,identifiers,aliases\na,\"A\nB\",STATE,cow:2@1990..|gw:3,x\\|y|z\n", "\ufeffid;name\r\na;\"Ü\"\"\"\r\n",
		"subject\ttype\tobject\tsource\tkinds\na\tSUPPORTS\tb\ts\tTROOPS|", "fact,source,from\na.b,s,null\n,,,x\n", "id,name\ra,b\r",
		"id,type,title,participants,references,place.name,place.latitude\na,AGREE,A,russia:INITIATOR|b,FOLLOWS:b,X,1", "id,\"name",
		"id,name\na,b\"c\n", "id,name\n\"a\"b,c\n", "\xff\xfei\x00", "id,name\na,\xfc\n", "id,id,,nmae\na,b,c,d,e\n", "\n,\n\nid\n",
	} {
		for i := range names {
			f.Add(text, i, 8)
		}
	}
	f.Fuzz(func(t *testing.T, text string, kind, size int) {
		name := names[uint(kind)%uint(len(names))]
		whole := parseOne(name, text, pieceSize)
		for _, p := range whole.Problems {
			checkWithin(t, p, text)
		}
		pieces := parseOne(name, text, int(uint(size)%4096)+1)
		if whole.Broken != pieces.Broken {
			t.Fatalf("broken: %t in one piece, %t in several", whole.Broken, pieces.Broken)
		}
		if !whole.Broken {
			sorted(whole.Problems)
			sorted(pieces.Problems)
			compare(t, whole, pieces)
		}
	})
}

// checkWithin checks that a problem is within a text, or right behind a line of it, and is one readable line.
func checkWithin(t *testing.T, p Problem, text string) {
	t.Helper()
	lines, longest := strings.Count(text, "\n")+strings.Count(text, "\r")+1, 0
	for line := range strings.SplitSeq(text, "\n") {
		longest = max(longest, utf8.RuneCountInString(line))
	}
	if p.Line < 1 || int(p.Line) > lines || p.Column < 1 || int(p.Column) > longest+1 {
		t.Errorf("%+v is not within %q", p, text)
	}
	if p.Message == "" || strings.ContainsAny(p.Message, "\r\n") || len(p.Message) > 1000 {
		t.Errorf("%+v is not one readable line", p)
	}
}
