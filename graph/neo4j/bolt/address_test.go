package bolt_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"entente/graph/neo4j/bolt"
	"entente/graph/neo4j/neo4jtest"
)

// TestAddress checks what is said of addresses that are wrong: what is wrong with them, and what to write.
func TestAddress(t *testing.T) {
	const (
		schemes = " is no scheme of Neo4j (they are neo4j, neo4j+s, neo4j+ssc, bolt, bolt+s, bolt+ssc): write "
		secret  = "neo4j: the address of the database must not have a user or password in it: give them by --user and NEO4J_PASSWORD"
	)
	for _, test := range []struct{ uri, want string }{
		{"neo4j://localhost:7687", ""},
		{"neo4j://localhost", ""},
		{"neo4j://localhost:7687/", ""},
		{"NEO4J://localhost", ""},
		{"neo4j+s://abc.databases.neo4j.io", ""},
		{"bolt://[::1]:7687", ""},
		{"neo4j://[::1]", ""},
		{"neo4j://core:7687?policy=eu", ""},
		{"localhost:7687", `it does not begin with a scheme and ://: write neo4j://localhost:7687`},
		{"localhost", `it does not begin with a scheme and ://: write neo4j://localhost:7687`},
		{"127.0.0.1:7688", `it does not begin with a scheme and ://: write neo4j://127.0.0.1:7688`},
		{"neo4j:localhost", `it does not begin with a scheme and ://: write neo4j://localhost:7687`},
		{"bolt:/db.example.org:17687", `it does not begin with a scheme and ://: write neo4j://db.example.org:17687`},
		{"http://localhost:7474", `7474 is the port of Neo4j Browser: write neo4j://localhost:7687`},
		{"http://localhost:7474/browser/", `7474 is the port of Neo4j Browser: write neo4j://localhost:7687`},
		{"https://db.example.org:7473", `7473 is the port of Neo4j Browser: write neo4j+s://db.example.org:7687`},
		{"https://db.example.org", `https is for Neo4j Browser: write neo4j+s://db.example.org:7687`},
		{"postgres://localhost:5432", "postgres" + schemes + "neo4j://localhost:5432"},
		{"bolt+routing://localhost", "bolt+routing" + schemes + "neo4j://localhost:7687"},
		{"neo4j+S://localhost", ""},
		{"neo4j+tls://localhost:7687", "neo4j+tls" + schemes + "neo4j://localhost:7687"},
		{"neo4j://", `it has no host: write neo4j://localhost:7687`},
		{"neo4j:///", `it has no host: write neo4j://localhost:7687`},
		{"bolt://:7688", `it has no host: write bolt://localhost:7688`},
		{"neo4j://localhost:99999", `"99999" is no port (ports are 1 to 65535): write neo4j://localhost:7687`},
		{"neo4j://localhost:0", `"0" is no port (ports are 1 to 65535): write neo4j://localhost:7687`},
		{"neo4j://localhost:bolt", `"bolt" is no port (ports are 1 to 65535): write neo4j://localhost:7687`},
		{"neo4j://localhost:", `"" is no port (ports are 1 to 65535): write neo4j://localhost:7687`},
		{"neo4j://::1:7687", `an IPv6 address stands in brackets: write neo4j://[::1]:7687`},
		{"bolt://localhost/neo4j", `the database is not part of the address: write bolt://localhost:7687, and name the database with --database neo4j`},
		{"neo4j+s://localhost:7688/facts/", `the database is not part of the address: write neo4j+s://localhost:7688, and name the database with --database facts`},
		{"neo4j://localhost#facts", `the database is not part of the address: write neo4j://localhost:7687, and name the database with --database facts`},
		{"neo4j://localhost?database=facts", `the database is not part of the address: write neo4j://localhost:7687, and name the database with --database facts`},
		{"bolt://localhost?policy=eu", `an address of bolt has nothing after ?: write bolt://localhost:7687`},
		{" neo4j://localhost:7687", `it has a space or a control character in it: write neo4j://localhost:7687`},
		{"neo4j://localhost:7687\n", `it has a space or a control character in it: write neo4j://localhost:7687`},
		{"neo4j://%zz", `it is no address: write neo4j://localhost:7687`},
		{"", "neo4j: the address of the database is empty: write, for example, neo4j://localhost:7687"},
		{"  ", "neo4j: the address of the database is empty: write, for example, neo4j://localhost:7687"},
		{"neo4j://neo4j:hunter2@localhost", secret},
		{"neo4j:hunter2@localhost:7687", secret},
		{"bolt://neo4j:hunter 2@local host", secret},
	} {
		t.Run(test.uri, func(t *testing.T) {
			db, err := bolt.New(bolt.Config{URI: test.uri, User: "neo4j", Password: "x"})
			got := ""
			if err != nil {
				got = err.Error()
				if _, said, ok := strings.Cut(got, `": `); ok && strings.HasPrefix(got, "neo4j at ") {
					got = said
				}
			} else {
				defer db.Close(t.Context())
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// FuzzAddress checks that what is said to be written instead of an address is right.
func FuzzAddress(f *testing.F) {
	for _, uri := range []string{"localhost:7687", "http://h:7474/x", "bolt://h/neo4j", "a b", "neo4j://[::1", "://", "x://?#"} {
		f.Add(uri)
	}
	f.Fuzz(func(t *testing.T, uri string) {
		db, err := bolt.New(bolt.Config{URI: uri})
		if err == nil {
			_ = db.Close(t.Context())
			return
		}
		if strings.Contains(uri, "@") && strings.Contains(err.Error(), uri) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q: the error is %q", uri, err)
		}
	})
}

// TestNoPassword asks a database that wants a password without one.
func TestNoPassword(t *testing.T) {
	server := neo4jtest.Start(t)
	_, err := bolt.Open(t.Context(), bolt.Config{URI: server.URI, User: server.User})
	if want := "neo4j at " + server.URI + ": no password: set NEO4J_PASSWORD or --password-file"; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}
