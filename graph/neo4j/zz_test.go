package neo4j_test

import (
	"context"
	"fmt"
	"testing"
	"os"

	driver "github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

func TestZZ(t *testing.T) {
	for _, p := range []string{"entente-test", "test", "password", "neo4j", "perf", "secret"} {
		d, _ := driver.NewDriverWithContext("bolt://127.0.0.1:17688", driver.BasicAuth("neo4j", p, ""))
		r, err := driver.ExecuteQuery(context.Background(), d, os.Getenv("Q"), nil, driver.EagerResultTransformer)
		fmt.Println(p, err)
		if err == nil {
			for _, x := range r.Records { fmt.Println(x.Values) }
			if pl := r.Summary.Profile(); pl != nil { show(pl, 0) }
			break
		}
		_ = d.Close(context.Background())
	}
}

func show(p driver.ProfiledPlan, d int) {
	fmt.Printf("%*s%s rows=%d hits=%d %.150v\n", d, "", p.Operator(), p.Records(), p.DbHits(), p.Arguments()["Details"])
	for _, c := range p.Children() { show(c, d+1) }
}
