package hostile

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// An analysis is a question that is answered from all facts. If it is long, it takes seconds however few they are. In its text, %[1]d is the number of an actor and %[2]s a
// date, which make it another question.
type analysis struct {
	name, text string
	long       bool
}

// costliest are analyses at their most expensive.
func costliest() []analysis {
	return []analysis{
		{"blocs", `blocs(where: {until: "%[2]s"}) { optimal frustration }`, true},
		{"a hundred blocs exactly", `blocs(count: 100, exactly: true, where: {until: "%[2]s"}) { optimal frustration }`, true},
		{"blocs around hubs", `blocs(around: ["actor-0", "actor-1", "actor-2"], depth: 10, count: 5, where: {until: "%[2]s"}) { optimal blocs { actors { id } } }`, true},
		{"balance", `balance(where: {until: "%[2]s"}) { balanced }`, false},
		{"balance with tensions", `balance(where: {until: "%[2]s", presumed: true}) { balanced triangles tensions(first: 500) { nodes { explanation } } }`, false},
		{"the network", `network(limit: 5000, where: {until: "%[2]s"}) { truncated nodes { id label } edges { id source target } }`, false},
		{"the network around hubs", `network(around: ["actor-0", "actor-1"], depth: 10, limit: 5000, where: {until: "%[2]s", presumed: true}) { nodes { id } edges { id } }`, false},
		{"paths", `paths(from: "actor-0", to: "actor-%[1]d", maxLength: 10, first: 500, together: true, directed: true) { length actors { id } }`, false},
		{"paths apart", `paths(from: "actor-1999", to: "actor-%[1]d", maxLength: 10, first: 500, together: false) { length relations { id } }`, false},
		{"changes of all time", `changes(from: "-9999", to: "%[2]s", first: 500) { totalCount nodes { date summary } }`, false},
		{"changes of what is known", `changes(from: "-9999", to: "9999", axis: KNOWN, first: 500, where: {until: "%[2]s"}) { totalCount }`, false},
		{"similarity", `similarity(between: "actor-0", and: "actor-%[1]d", asOf: "2000", presumed: true) { value }`, false},
		{"similarity by tau-b", `similarity(between: "actor-0", and: "actor-%[1]d", asOf: "2000", measure: TAU_B) { value }`, false},
		{"alignment", `alignment(between: "actor-0", and: "actor-%[1]d") { score reasons(first: 500) { nodes { rule } } }`, false},
		{"allies", `actor(id: "actor-0") { allies(first: 500, where: {until: "%[2]s"}) { score with { name } } }`, false},
		{"adversaries", `actor(id: "actor-1") { adversaries(first: 500, where: {until: "%[2]s"}) { score with { name } } }`, false},
	}
}

// number returns the text with the number of a question.
func (a analysis) number(i int) string {
	date := fmt.Sprintf("%d-%02d", 2010+i/12%15, i%12+1)
	text := strings.NewReplacer("%[1]d", strconv.Itoa(10+i), "%[2]s", date).Replace(a.text)
	return fmt.Sprintf(" a%d: %s", i, text)
}

// analyses are asked n times in one query, each time about something else.
func analyses() []attack {
	var all []attack
	for _, a := range costliest() {
		all = append(all, attack{kind: "analyses", name: a.name, sizes: []int{1, 2, 10, 50, 100}, rules: rules{long: a.long}, strike: query(func(n int) string {
			var b strings.Builder
			for i := range n {
				b.WriteString(a.number(i))
			}
			return "{" + b.String() + " }"
		})})
	}
	return all
}

// crowds ask at once.
func crowds() []attack {
	const kind = "crowds"
	var all []attack
	for _, a := range costliest() {
		all = append(all, attack{kind: kind, name: a.name, sizes: []int{2, 64}, rules: rules{long: a.long}, strike: each(func(i int) message { return ask("{" + a.number(i) + " }") })})
	}
	blocs, balance := costliest()[0], costliest()[3]
	return append(all,
		attack{kind: kind, name: "the same balance", sizes: []int{2, 64, 500}, strike: each(func(int) message { return ask("{" + balance.number(77) + " }") })},
		attack{kind: kind, name: "every analysis", sizes: []int{16, 64, 160}, rules: rules{long: true}, strike: each(func(i int) message {
			return ask("{" + costliest()[i%len(costliest())].number(i) + " }")
		})},
		attack{kind: kind, name: "large lists", sizes: []int{4, 64}, strike: each(func(i int) message {
			return ask(fmt.Sprintf("{ a%d: relations(first: 500) { nodes { summary periods { from to sources { title } } evidence { quote source { title } } } } }", i))
		})},
		attack{kind: kind, name: "lists in an order", sizes: []int{4, 64}, strike: each(func(i int) message {
			return ask(fmt.Sprintf(`{ relations(first: 500, orderBy: {field: NAME}, where: {until: "20%02d"}) { nodes { id } } }`, i))
		})},
		attack{kind: kind, name: "filtered lists of a hub", sizes: []int{4, 64}, strike: each(func(i int) message { return ask(hub(30, i)) })},
		attack{kind: kind, name: "what is behind actors", sizes: []int{4, 64}, strike: each(func(i int) message {
			return ask(fmt.Sprintf(`{ actors(first: 30) { nodes { supporters(where: {until: "20%02d"}, indirect: true, succession: true, first: 5) { totalCount } } } }`, i))
		})},
		attack{kind: kind, name: "sides", sizes: []int{4, 64}, strike: each(func(i int) message {
			return ask(fmt.Sprintf(`{ conflicts(first: 20) { nodes { sides(where: {until: "20%02d"}) { party { id } supporters { id } } } } }`, i))
		})},
		attack{kind: kind, name: "searches", sizes: []int{16, 500}, strike: each(func(i int) message {
			return ask(fmt.Sprintf(`{ search(text: "amry nrothern %d", first: 500) { score } }`, i))
		})},
		attack{kind: kind, name: "clients that leave blocs", sizes: []int{4, 64}, strike: leaving(blocs)},
		attack{kind: kind, name: "clients that leave balances", sizes: []int{4, 64, 500}, strike: leaving(balance)},
		attack{kind: kind, name: "short questions", sizes: []int{100, 2_000}, strike: each(func(i int) message { return ask(unheard(i)) })},
		attack{kind: kind, name: "validation", sizes: []int{16, 64}, strike: each(func(i int) message {
			return ask("{" + times(170, ` a: actor(id: "%d") { name }`) + fmt.Sprintf(" a%d: __typename }", i))
		})},
		attack{kind: kind, name: "large bodies", sizes: []int{16, 200}, strike: each(func(i int) message {
			return askWith(unheard(i), `{"v":[`+strings.TrimSuffix(strings.Repeat("[1],", 200_000), ",")+"]}")
		})},
	)
}

// leaving asks an analysis n times at once, and leaves after a tenth of a second.
func leaving(a analysis) strike {
	return func(ctx context.Context, c *client, n int) []outcome {
		ctx, cancel := context.WithTimeout(ctx, 100*time.Millisecond)
		defer cancel()
		together(n, func(i int) outcome { return c.send(ctx, ask("{"+a.number(i)+" }")) })
		return nil // nobody hears the answers
	}
}
