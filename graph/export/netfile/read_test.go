package netfile_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"entente/graph/alliance"
	"entente/graph/export/netfile"
)

// A seen is what a reader finds in a file: the names of the nodes, and the notes of the edges.
type seen struct{ Names, Notes []string }

// readers read each format by other code than writes it.
var readers = map[netfile.Format]func([]byte) (seen, error){
	netfile.GraphML: readGraphML, netfile.GEXF: readGEXF, netfile.JSON: readJSON, netfile.GML: readGML,
}

func readGraphML(data []byte) (s seen, err error) {
	type datum struct {
		Key  string `xml:"key,attr"`
		Text string `xml:",chardata"`
	}
	var file struct {
		Nodes []struct {
			Data []datum `xml:"data"`
		} `xml:"graph>node"`
		Edges []struct {
			Data []datum `xml:"data"`
		} `xml:"graph>edge"`
	}
	err = xml.Unmarshal(data, &file)
	for _, n := range file.Nodes {
		s.Names = append(s.Names, n.Data[0].Text)
	}
	for _, e := range file.Edges {
		s.Notes = append(s.Notes, e.Data[2].Text)
	}
	return s, err
}

func readGEXF(data []byte) (s seen, err error) {
	type value struct {
		For   string `xml:"for,attr"`
		Value string `xml:"value,attr"`
	}
	var file struct {
		Nodes []struct {
			Label string `xml:"label,attr"`
		} `xml:"graph>nodes>node"`
		Edges []struct {
			Values []value `xml:"attvalues>attvalue"`
		} `xml:"graph>edges>edge"`
	}
	err = xml.Unmarshal(data, &file)
	for _, n := range file.Nodes {
		s.Names = append(s.Names, n.Label)
	}
	for _, e := range file.Edges {
		i := slices.IndexFunc(e.Values, func(v value) bool { return v.For == "notes" })
		s.Notes = append(s.Notes, e.Values[i].Value)
	}
	return s, err
}

func readJSON(data []byte) (s seen, err error) {
	var file struct {
		Nodes []struct{ Name string }
		Edges []struct{ Notes []string }
	}
	err = json.Unmarshal(data, &file)
	for _, n := range file.Nodes {
		s.Names = append(s.Names, n.Name)
	}
	for _, e := range file.Edges {
		s.Notes = append(s.Notes, strings.Join(e.Notes, "|"))
	}
	return s, err
}

var gmlPair = regexp.MustCompile(`^    (name|notes) "([ -~]*)"$`)

func readGML(data []byte) (s seen, err error) {
	for line := range strings.Lines(string(data)) {
		pair := gmlPair.FindStringSubmatch(strings.TrimSuffix(line, "\n"))
		switch {
		case pair == nil:
		case pair[1] == "name":
			s.Names = append(s.Names, html.UnescapeString(pair[2]))
		default:
			s.Notes = append(s.Notes, html.UnescapeString(pair[2]))
		}
	}
	return s, nil
}

// TestRoundTrip reads networks of random texts back.
func TestRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		// No control characters, which facts cannot have, and no bars, which a list has between its items.
		texts := rapid.StringMatching(`[ -{}~\n\t&<>"'é—ليبيا🦁]{0,12}[a-z;]`)
		want := seen{Names: rapid.SliceOfN(texts, 2, 5).Draw(t, "names"), Notes: rapid.SliceOfN(texts, 1, 5).Draw(t, "notes")}
		var actors []*alliance.Actor
		for i, name := range want.Names {
			actors = append(actors, &alliance.Actor{ID: string(rune('a' + i)), Name: name})
		}
		var edges []bond
		for _, note := range want.Notes {
			edges = append(edges, bond{id: "r", from: "a", to: "b", label: "SUPPORTS", notes: []string{note}})
		}
		for f, read := range readers {
			var b bytes.Buffer
			if err := graphOf(true, actors, all(edges...)).Write(&b, f); err != nil {
				t.Fatal(err)
			}
			got, err := read(b.Bytes())
			if diff := cmp.Diff(want, got); err != nil || diff != "" {
				t.Fatalf("%s: %v %s\n%s", f, err, diff, b.Bytes())
			}
		}
	})
}
