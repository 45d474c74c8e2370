package graph_test

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"
	"time"

	"entente/graph"
	"entente/graph/memory"
	"entente/graph/storetest"
)

// costly holds a query for each row of the tables of costs, about what takes the most in facts of a power law: the actors that have
// the most relations.
var costly = map[string]string{
	"values":              `{relations(first:500){nodes{id status kinds firstReported lastReported independentSources}}}`,
	"texts":               `{relations(first:500){nodes{summary a:summary b:summary}}}`,
	"periods":             `{relations(first:500){nodes{periods{from to began ended kinds sources{id}}}}}`,
	"evidence":            `{relations(first:500){nodes{evidence{id quote source{id title cite}}}}}`,
	"lists in lists":      `{actors(first:500){nodes{relations(first:9){nodes{id subject{name}}}}}}`,
	"succession":          `{actors(first:200){nodes{supporters(indirect:true,succession:true,first:9){totalCount nodes{id}}}}}`,
	"actors filtered":     `{actors(first:1,where:{name:"nobody"}){totalCount}}`,
	"relations filtered":  `{relations(first:1,where:{asOf:"1990"}){totalCount subjectCount}}`,
	"a hub filtered":      `{actor(id:"actor-0"){relations(first:1,where:{asOf:"1990"}){totalCount subjectCount}}}`,
	"a hub by report":     `{actor(id:"actor-0"){relations(first:1,orderBy:{field:LAST_REPORTED}){nodes{id}}}}`,
	"sides":               `{conflicts(first:100){nodes{sides{party{id}}}}}`,
	"what is behind":      `{actor(id:"actor-0"){supporters(indirect:true,first:1){nodes{id}}}}`,
	"actors by name":      `{actors(first:1,orderBy:{field:NAME}){totalCount}}`,
	"relations by name":   `{relations(first:1,orderBy:{field:NAME}){totalCount}}`,
	"relations by report": `{relations(first:1,orderBy:{field:LAST_REPORTED}){totalCount}}`,
	"sources by title":    `{sources(first:1,orderBy:{field:TITLE}){totalCount}}`,
	"search":              `{search(text:"united forces army movement of the people",first:500){score}}`,
	"network":             `{network(limit:5000){truncated}}`,
	"alignment":           `{alignment(between:"actor-0",and:"actor-1"){reasons(first:1){totalCount}}}`,
	"similarity":          `{similarity(between:"actor-0",and:"actor-1",asOf:"1990"){value}}`,
	"paths":               `{paths(from:"actor-0",to:"actor-4999",maxLength:10){length}}`,
	"allies":              `{actor(id:"actor-0"){allies(first:1){score}}}`,
	"reasons":             `{actor(id:"actor-0"){allies(first:50){reasons(first:1){totalCount}}}}`,
	"adversaries":         `{actor(id:"actor-0"){adversaries(first:1){score}}}`,
	"changes held":        `{changes(from:"1900",to:"2025",first:1){totalCount}}`,
	"changes known":       `{changes(from:"1900",to:"2025",first:1,axis:KNOWN){totalCount}}`,
	"balance":             `{balance{balanced}}`,
	"tensions":            `{balance{tensions(first:1){totalCount}}}`,
	"blocs":               `{blocs{optimal}}`,
}

// BenchmarkCost measures what a unit of cost stands for, with each row of the tables of costs: at most 40 microseconds of one core
// and 64 bytes of answer, or a row is too cheap.
func BenchmarkCost(b *testing.B) {
	handler := keeping(memory.New(storetest.PowerLaw(5_000, 25_000), time.Time{}), 0)
	for _, name := range slices.Sorted(maps.Keys(costly)) {
		b.Run(name, func(b *testing.B) {
			var answer []byte
			before := processor(b)
			for b.Loop() {
				answer = ask(b, handler, costly[name])
			}
			took := processor(b) - before
			var charged struct {
				Errors     []any
				Extensions struct {
					Cost struct{ Charged, Limit float64 }
				}
			}
			if err := json.Unmarshal(answer, &charged); err != nil || charged.Errors != nil || charged.Extensions.Cost.Limit != graph.DefaultMaxCost {
				b.Fatalf("%.300s: %v", answer, err)
			}
			units := charged.Extensions.Cost.Charged
			b.ReportMetric(units, "units")
			b.ReportMetric(float64(took.Microseconds())/float64(b.N)/units, "cpu-µs/unit")
			b.ReportMetric(float64(len(answer))/units, "B/unit")
		})
	}
}
