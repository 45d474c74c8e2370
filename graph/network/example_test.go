package network_test

import (
	"context"
	"fmt"

	"entente/graph/network"
	"entente/graph/network/partition"
)

// war is a war in which two sides have backers.
func war() network.View {
	return view("actor STATE russia Russia", "actor STATE turkey Turkey", "actor STATE uae United Arab Emirates",
		"actor ARMED_GROUP lna Libyan National Army", "actor GOVERNMENT gna Government of National Accord",
		"russia supports lna 2018/2020", "uae supports lna 2014/2020", "turkey supports gna 2019/", "lna opposes gna")
}

func ExampleView_Alignment() {
	a, err := war().Alignment(context.Background(), "russia", "uae")
	if err != nil {
		panic(err)
	}
	page, err := a.Reasons(context.Background(), network.ReasonQuery{First: 10})
	if err != nil {
		panic(err)
	}
	fmt.Println(a.Sign(), a.Score(), a.CommonFriends)
	for _, r := range page.Nodes {
		fmt.Println(r.Rule, r.Sign(), actorIDs(r.Actors()), r.Days())
	}
	// Output:
	// POSITIVE 0.25 1
	// COMMON_FRIEND POSITIVE [russia lna uae] [{2018-01-01 2020-12-31}]
}

func ExampleView_Adversaries() {
	adversaries, err := war().Adversaries(context.Background(), network.Ranking{Actor: "russia", Indirect: true, First: 10})
	if err != nil {
		panic(err)
	}
	for _, a := range adversaries {
		fmt.Printf("%s %.2f: friends of enemies %d, opposed proxies %d\n", a.With.Name, a.Score(), a.FriendsOfEnemies, a.OpposedProxies)
	}
	// Output:
	// Government of National Accord -0.25: friends of enemies 1, opposed proxies 0
	// Turkey -0.25: friends of enemies 0, opposed proxies 1
}

func ExampleView_Around() {
	n, err := war().Around(context.Background(), []string{"lna"}, 1, 500)
	if err != nil {
		panic(err)
	}
	for _, node := range n.Nodes {
		distance, _ := node.DistanceOK()
		fmt.Println(distance, node.Label(), node.Degree)
	}
	for _, e := range n.Edges {
		fmt.Println(e.Source(), e.Type, e.Target(), e.Directed())
	}
	// Output:
	// 0 Libyan National Army 3
	// 1 Government of National Accord 1
	// 1 Russia 1
	// 1 United Arab Emirates 1
	// gna OPPOSES lna false
	// russia SUPPORTS lna true
	// uae SUPPORTS lna true
}

func ExampleView_Paths() {
	route := network.Route{From: "russia", To: "turkey", Together: true, MaxLength: 6, First: 5}
	paths, err := war().Paths(context.Background(), route)
	if err != nil {
		panic(err)
	}
	for _, p := range paths {
		fmt.Println(p.Length(), p.Sign, relationIDs(p.Relations), p.Days)
	}
	// Output: 3 NEGATIVE [russia.supports.lna lna.opposes.gna turkey.supports.gna] [{2020-12-31 2020-12-31}]
}

func ExampleView_Balance() {
	v := view("france allied_with russia", "russia allied_with britain", "france opposes britain")
	b, err := v.Balance(context.Background(), nil, 0)
	if err != nil {
		panic(err)
	}
	tensions, err := b.Tensions(context.Background(), network.TensionQuery{First: 1})
	if err != nil {
		panic(err)
	}
	fmt.Println(b.Triangles, actorIDs(tensions.Nodes[0].Actors))
	// Output: [0 1 0 0] [britain france russia]
}

func ExampleView_Blocs() {
	p, err := war().Blocs(context.Background(), nil, 0, partition.Blocs{Count: 2})
	if err != nil {
		panic(err)
	}
	fmt.Println(blocTexts(p), p.Frustration, p.Optimal)
	// Output: [[gna turkey] [lna russia uae]] 0 true
}
