package facts_test

import (
	"fmt"
	"testing/fstest"

	"entente/loader/facts"
)

func ExampleRead() {
	data := facts.Dir{Name: "mine", FS: fstest.MapFS{"libya.yaml": {Data: []byte(`
actors:
  - {id: russia, name: Russia, type: STATE}
  - {id: lna, name: Libyan National Army, type: ARMED_GROUP}
sources:
  - {id: reuters, title: Russia backs Libyan army, published: 2020-05-21}
relations:
  - {subject: russia, type: SUPPORTS, object: lna, kinds: [POLITICAL], evidence: [{source: reuters}]}
`)}}}
	read, err := facts.Read(data)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, r := range read.Relations {
		fmt.Println(r.ID, r.Status, r.Summary())
	}
	// Output: russia.supports.lna ASSERTED Russia supports the Libyan National Army (political, as of 21 May 2020).
}

func ExampleProblems() {
	_, err := facts.Read(facts.Dir{Name: "mine", FS: fstest.MapFS{"libya.yaml": {Data: []byte(`
actors:
  - {id: russia, name: Russia, type: STAET}
relations:
  - {subject: rusia, type: SUPPORTS, object: lna}
`)}}})
	fmt.Println(err)
	// Output:
	// mine/libya.yaml:3:38: unknown type "STAET" (did you mean STATE?)
	// mine/libya.yaml:5:5: the relation has no evidence (add it, with at least one source that says so)
	// mine/libya.yaml:5:15: unknown actor "rusia" (did you mean "russia"?)
	// mine/libya.yaml:5:46: unknown actor "lna" (correct the id, or add it under actors)
}
