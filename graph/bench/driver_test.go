package bench

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"testing"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"

	"entente/graph/neo4j/neo4jtest"
)

// driverBody returns what the peer over the driver is asked.
func driverBody(t testing.TB, q *question, v variables) []byte {
	if q.statement == "" {
		return nil
	}
	return body(t, q.name, v)
}

// inputOf returns the input of a peer over a database.
func inputOf(server *neo4jtest.Server) input {
	return input{URI: server.URI, User: server.User, Password: server.Password}
}

// newDriver returns a server that answers each request, whose query is the name of a question, by one statement.
func newDriver(in input) (http.Handler, error) {
	db, err := neo4j.NewDriverWithContext(in.URI, neo4j.BasicAuth(in.User, in.Password, ""))
	if err != nil {
		return nil, err
	}
	statements := map[string]string{}
	for _, q := range questions() {
		statements[q.name] = q.statement
	}
	return answering(func(w io.Writer, body []byte) error {
		var r request
		if err := json.Unmarshal(body, &r); err != nil {
			return err
		}
		params := map[string]any{}
		for name, value := range r.Variables {
			params[name] = value
		}
		found, err := neo4j.ExecuteQuery(context.Background(), db, statements[r.Query], params,
			neo4j.EagerResultTransformer, neo4j.ExecuteQueryWithReadersRouting())
		if err != nil {
			return err
		}
		data := map[string]any{}
		for _, record := range found.Records {
			data = record.AsMap()
		}
		return json.NewEncoder(w).Encode(map[string]any{"data": data})
	}), nil
}
