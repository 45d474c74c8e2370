package factfile

import (
	"bytes"
	order "cmp"
	"compress/gzip"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestIsTable(t *testing.T) {
	for name, want := range map[string]bool{
		"actors.csv": true, "sources.csv": true, "conflicts.csv": true, "relations.csv": true, "events.csv": true, "evidence.csv": true,
		"libya.actors.csv": true, "dir.x/a.b.Actors.CSV": true, "relations.csv.gz": true, "x.relations.csv.GZ": true,
		"actors.yaml": false, "dataset.csv": false, "actor.csv": false, "actors.csv.zip": false, "myactors.csv": false,
		"actors.gz": false, "data.csv": false, ".csv": false,
	} {
		if got := IsTable(name); got != want {
			t.Errorf("%s: got %t", name, got)
		}
	}
}

// What spreadsheets and other programs write means the same.
func TestTableForms(t *testing.T) {
	want := parseOne("conflicts.yaml", `conflicts:
  - {id: a, name: "A, or \"B\"; C", description: "one\ntwo", from: 2014-05}
  - {id: b, name: Ü}
`, pieceSize).Document
	for _, tt := range []struct{ name, text string }{
		{"commas", "id,name,description,from,to\na,\"A, or \"\"B\"\"; C\",\"one\ntwo\",2014-05,\nb,Ü,,,\n"},
		{"semicolons", "id;name;description;from;to\na;\"A, or \"\"B\"\"; C\";\"one\ntwo\";2014-05;\nb;Ü;;;\n"},
		{"tabs", "id\tname\tdescription\tfrom\tto\na\t\"A, or \"\"B\"\"; C\"\t\"one\ntwo\"\t2014-05\t\nb\tÜ\t\t\t\n"},
		{"another order", "to,from,name,description,id\n,2014-05,\"A, or \"\"B\"\"; C\",\"one\ntwo\",a\n,,Ü,,b\n"},
		{"a byte order mark and lines of Windows", "\ufeffid,name,description,from,to\r\na,\"A, or \"\"B\"\"; C\",\"one\r\ntwo\",2014-05,\r\nb,Ü,,,\r\n"},
		{"lines of the Macintosh", "id,name,description,from,to\ra,\"A, or \"\"B\"\"; C\",\"one\ntwo\",2014-05,\rb,Ü,,,\r"},
		{"everything in quotes", "\"id\",\"name\",\"description\",\"from\"\n\"a\",\"A, or \"\"B\"\"; C\",\"one\ntwo\",\"2014-05\"\n\"b\",\"Ü\",\"\",\"\"\n"},
		{"spaces around", " id , name,description,from\na , \"A, or \"\"B\"\"; C\",\"one\ntwo\", 2014-05\n b,U\u0308\n"},
		{"empty columns and rows", "\n,,,,,\nid,name,description,from,,\n,,,,,\na,\"A, or \"\"B\"\"; C\",\"one\ntwo\",2014-05,,\n\n , \nb,Ü,,,,\n,,,,,\n"},
		{"no line break at the end", "id,name,description,from\na,\"A, or \"\"B\"\"; C\",\"one\ntwo\",2014-05\nb,Ü"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for _, size := range []int{1, 7, pieceSize} {
				got := parseOne("conflicts.csv", tt.text, size)
				if len(got.Problems) > 0 {
					t.Fatalf("pieces of %d: %v", size, got.Problems)
				}
				if diff := cmp.Diff(unplaced(want), unplaced(got.Document)); diff != "" {
					t.Errorf("pieces of %d: -want +got:\n%s", size, diff)
				}
			}
		})
	}
}

// unplaced returns what conflicts say, without positions.
func unplaced(d Document) []string {
	var all []string
	for _, c := range d.Conflicts {
		all = append(all, fmt.Sprintf("%q", []string{c.ID.Value, c.Name.Value, c.Description.Value, c.From.Value.String(), c.To.Value.String()}))
	}
	return all
}

// checkTable is check for problems in the order of their positions.
func checkTable(t *testing.T, file string, tests []wrong) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, p := range sorted(parseOne(file, tt.text, pieceSize).Problems) {
				got = append(got, fmt.Sprintf("%d:%d: %s", p.Line, p.Column, p.Message))
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// sorted sorts problems by position, and those at one position by message.
func sorted(problems []Problem) []Problem {
	slices.SortFunc(problems, func(a, b Problem) int {
		return order.Or(order.Compare(a.Line, b.Line), order.Compare(a.Column, b.Column), order.Compare(a.Message, b.Message))
	})
	return problems
}

func TestTableHeader(t *testing.T) {
	checkTable(t, "x.conflicts.csv", []wrong{
		{"an empty file", "", nil},
		{"no row", "id,name\n", nil},
		{"an unknown column", "id,nmae,x\na,A,b\nb,B,b\n", []string{
			`1:4: unknown column "nmae" (did you mean "name"?)`,
			`1:9: unknown column "x" (the columns of x.conflicts.csv are id, name, description, from, to)`,
		}},
		{"capitals", "ID,Name\na,A\n", []string{
			`1:1: unknown column "ID" (did you mean "id"?)`,
			`1:4: unknown column "Name" (did you mean "name"?)`,
		}},
		{"a missing column", "\nid,from\na,2014\nb,2014\n", []string{
			`2:1: the column "name" is missing (add it: the columns of x.conflicts.csv are id, name, description, from, to)`,
		}},
		{"a column twice", "id,name,id\na,A,b\n", []string{
			`1:9: the column id is given twice (join them, or delete one: the other is at line 1, column 1)`,
		}},
		{"values without a column", "id,,name,\na,,A,\nb,b,B,\nc,c,C,Ü\n", []string{
			"3:3: column 2 has values but no name (name it in the first row, or delete it)",
			"4:7: column 4 has values but no name (name it in the first row, or delete it)",
		}},
		{"a text with a comma without quotes", "id,name\na,Ü,B,C\nb,B,,\n", []string{
			`2:5: the row has more cells than the table has columns (put text that contains ',' in quotes)`,
		}},
	})
}

func TestTableCells(t *testing.T) {
	checkTable(t, "actors.csv", []wrong{
		{"values that are missing", "id,name,type\na,,STATE\n,B\n", []string{
			"2:3: the actor has no name (fill in the column)",
			"3:1: the actor has no id (fill in the column)",
			"3:2: the actor has no type (fill in the column)",
		}},
		{"positions in characters behind other lines", "description,type,id,name\n\"Ä\nÖ\",STAET,a b,A\n", []string{
			`3:4: unknown type "STAET" (did you mean STATE?)`,
			`3:10: "a b" is not an id (write a-b)`,
		}},
		{"dates of spreadsheets", "id,name,type,from\na,A,STATE,31.12.2012\nb,B,STATE,12/31/2012\nc,C,STATE,1/2/2012\nd,D,STATE,2012-12-31 00:00:00\ne,E,STATE,1990.0\nf,F,STATE,May-20\ng,G,STATE,20121231\nh,H,STATE,13/13/2012\ni,I,STATE,NA\nj,J,STATE,null\nk,K,STATE,-9\n", []string{
			`2:11: invalid date "31.12.2012": write 2012-12-31`,
			`3:11: invalid date "12/31/2012": write 2012-12-31`,
			`4:11: invalid date "1/2/2012": write 2012-02-01, or 2012-01-02 if the month is first`,
			`5:11: invalid date "2012-12-31 00:00:00": write 2012-12-31`,
			`6:11: invalid date "1990.0": write 1990`,
			`7:11: invalid date "May-20": write it as 2020 or 2020-05 in a column that is formatted as text: a spreadsheet has changed it`,
			`8:11: invalid date "20121231": write 2012-12-31`,
			`9:11: invalid date "13/13/2012": write a year, month or day as 2020, 2020-05 or 2020-05-21`,
			`10:11: invalid date "NA": leave the cell empty`,
			`11:11: invalid date "null": leave the cell empty`,
			`12:11: invalid date "-9": leave the cell empty`,
		}},
		{"flags", "id,name,type,sharedName\na,A,STATE,TRUE\nb,B,STATE,false\nc,C,STATE,1\n", []string{
			`4:11: sharedName is "1", not a boolean (write true or false)`,
		}},
		{"text that looks like something else", "id,name,type,aliases,description\n1,true,STATE,null|0365,yes\n", nil},
		{"items", "id,name,type,obligations\na,A,COALITION,DEFENCE|\n", []string{
			`2:15: obligations has an empty item (delete a |)`,
			`2:15: unknown obligation "DEFENCE" (did you mean DEFENSE?)`,
		}},
		{"identifiers", "id,name,type,identifiers,identifiers.gw,aliases.x\na,A,STATE,365,,\nb,B,STATE,cow:365@1992..31.12.2012,,\nc,C,STATE,cow:,@1990..\n", []string{
			`1:41: unknown column "aliases.x" (did you mean "aliases"?)`,
			`2:11: the identifier "365" has no value (write it as scheme:value or scheme:value@from..to)`,
			`3:11: invalid date "31.12.2012": write 2012-12-31`,
			`4:11: the identifier "cow:" has no value (write it as scheme:value or scheme:value@from..to)`,
			`4:16: the identifier "gw:" has no value (write it as scheme:value or scheme:value@from..to)`,
		}},
	})
	checkTable(t, "events.csv", []wrong{
		{"a place", "id,type,title,source,place.name,place.latitude\na,AGREE,A,s,Bonn,\nb,AGREE,B,s,X,\"32,4\"\nc,AGREE,C,s,,\n", []string{
			`3:15: place.latitude is "32,4", not a number (write degrees with a decimal point, such as 32.43)`,
		}},
		{"a place without a name", "id,type,title,place.name,place.latitude\na,AGREE,A,,91\nb,AGREE,B,,\n", []string{
			"2:11: the place has no place.name (fill in the column)",
			"2:12: place.latitude 91 is out of range (write degrees from -90 to 90)",
		}},
		{"participants and references", "id,type,title,participants,references\na,AGREE,A,russia:INITIATER|,b\n", []string{
			`2:11: participants has an empty item (delete a |)`,
			`2:11: unknown role "INITIATER" (did you mean INITIATOR?)`,
			`2:29: the reference "b" has no to (write it as kind:to)`,
			`2:29: unknown kind "b" (write one of RESPONDS_TO, FOLLOWS, INVOKES, ENDORSES)`,
		}},
		{"columns of a place or evidence without what these need", "id,type,title,place.country,quote\na,AGREE,A,,\n", []string{
			`1:1: the column "place.name" is missing (add it: the columns of events.csv are id, type, mode, title, description, from, to, place.name, place.country, place.latitude, place.longitude, participants, references, conflict, source, stance, speaker, quote, locator)`,
			`1:1: the column "source" is missing (add it: the columns of events.csv are id, type, mode, title, description, from, to, place.name, place.country, place.latitude, place.longitude, participants, references, conflict, source, stance, speaker, quote, locator)`,
		}},
		{"evidence without a source", "id,type,title,source,quote\na,AGREE,A,,said\nb,AGREE,B,,\n", []string{
			"2:11: the evidence has no source (fill in the column)",
		}},
		{"what only a statement has", "id,type,title,source,kinds\na,AGREE,A,s,TROOPS\n", []string{
			`1:22: unknown column "kinds" (the columns of events.csv are id, type, mode, title, description, from, to, place.name, place.country, place.latitude, place.longitude, participants, references, conflict, source, stance, speaker, quote, locator)`,
		}},
	})
	checkTable(t, "evidence.csv", []wrong{
		{"required columns", "quote\nq\n", []string{
			`1:1: the column "fact" is missing (add it: the columns of evidence.csv are fact, id, source, stance, from, to, kinds, speaker, quote, locator)`,
			`1:1: the column "source" is missing (add it: the columns of evidence.csv are fact, id, source, stance, from, to, kinds, speaker, quote, locator)`,
		}},
		{"null", "fact,source,from,to,kinds\na,s,null,null,[]\n,s,nil,,\n", []string{
			"3:1: the evidence has no fact (fill in the column)",
			`3:4: invalid date "nil": write a year, month or day as 2020, 2020-05 or 2020-05-21`,
		}},
	})
}

func TestTableSyntax(t *testing.T) {
	const utf8Advice = `(save it as UTF-8: in Excel as "CSV UTF-8", in LibreOffice with the character set "Unicode (UTF-8)")`
	checkTable(t, "conflicts.csv", []wrong{
		{"a quote in a cell without quotes", "id,name\na,Ä \"B\"\n", []string{
			`2:5: this is not CSV: a " in a cell without quotes (put the cell in quotes, and write each " in it twice)`,
		}},
		{"text after a quote", "id,name\na,\"Ä \"B\" C\"\n", []string{
			`2:6: this is not CSV: text after the closing quote of a cell (write each " in a cell twice)`,
		}},
		{"a quote that is open", "id,name\na,A\nb,\"B\nc,C\n", []string{
			`3:3: this is not CSV: this quote is never closed (add the closing quote, and write each " in the cell twice)`,
		}},
		{"in the header", "id,\"name\n", []string{
			`1:4: this is not CSV: this quote is never closed (add the closing quote, and write each " in the cell twice)`,
		}},
		{"Windows-1252", "id,name\na,T\xfcrkei\n", []string{"2:4: the file is not UTF-8 text, probably Windows-1252 " + utf8Advice}},
		{"UTF-16", "\xff\xfei\x00d\x00", []string{"1:1: the file is in UTF-16 " + utf8Advice}},
		{"UTF-16 without a mark", "i\x00d\x00", []string{"1:1: the file is in UTF-16 " + utf8Advice}},
		{"a control character", "id,name\na,\x07\n", []string{"2:3: the file has the control character U+0007 (delete it)"}},
	})
	for _, text := range []string{"id,name\na,A\nb,\"B\nc,C\n", "id,name\na,A\nb,B\"\nc,C\n", "id,name\na,A\nb,\xfc\nc,C\n"} {
		for _, size := range []int{1, pieceSize} {
			got := parseOne("conflicts.csv", text, size)
			if !got.Broken || len(got.Problems) != 1 || got.Problems[0].Pos != (Pos{3, got.Problems[0].Column}) {
				t.Errorf("%q in pieces of %d: got %+v", text, size, got)
			}
		}
	}
}

func TestTableZipped(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	fmt.Fprint(z, "id,name\n"+strings.Repeat("a,A\n", 10_000))
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	zipped := b.String()
	if got := parseOne("conflicts.csv.gz", zipped, 1000); len(got.Document.Conflicts) != 10_000 || len(got.Problems) > 0 {
		t.Errorf("got %d conflicts, problems %v", len(got.Document.Conflicts), got.Problems)
	}
	const damaged = "this is not gzip, or the end is missing (compress it again, or take .gz off its name)"
	for _, text := range []string{"id,name\na,A\n", zipped[:len(zipped)-9], ""} {
		if got := problems("conflicts.csv.gz", text); len(got) != 1 || !strings.HasSuffix(got[0], damaged) {
			t.Errorf("%d bytes: got %q", len(text), got)
		}
	}
}

// Pieces do not make a difference, wherever they end.
func TestTablePieces(t *testing.T) {
	var b strings.Builder
	b.WriteString("subject,type,object,source,quote,\n")
	for i := range 200 {
		fmt.Fprintf(&b, "a%d,SUPPORTS,b,s,\"Ünd \"\"%d\"\",\n%s\",\n", i, i, strings.Repeat("\n", i%3))
		if i%50 == 0 {
			b.WriteString("a,SUPORTS,b,s,q,stray\n")
		}
	}
	want := parseOne("relations.csv", b.String(), pieceSize)
	if len(want.Document.Relations) != 204 || len(want.Problems) != 5 {
		t.Fatalf("got %d relations, %v", len(want.Document.Relations), want.Problems)
	}
	for _, size := range []int{1, 50, 333, 1024} {
		got := parseOne("relations.csv", b.String(), size)
		sorted(want.Problems)
		sorted(got.Problems)
		compare(t, want, got)
	}
}
