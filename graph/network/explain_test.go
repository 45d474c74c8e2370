package network_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"entente/graph/alliance"
	"entente/graph/network"
)

// cast returns the actors of the tests, by id.
func cast() map[string]*alliance.Actor {
	binding := alliance.SetOf(alliance.Defense, alliance.Consultation)
	actors := map[string]*alliance.Actor{}
	for _, a := range []*alliance.Actor{
		{ID: "egypt", Type: alliance.State, Name: "Egypt"}, {ID: "iraq", Type: alliance.State, Name: "Iraq"},
		{ID: "jordan", Type: alliance.State, Name: "Jordan"}, {ID: "kuwait", Type: alliance.State, Name: "Kuwait"},
		{ID: "russia", Type: alliance.State, Name: "Russia"}, {ID: "turkey", Type: alliance.State, Name: "Turkey"},
		{ID: "uae", Type: alliance.State, Name: "United Arab Emirates"},
		{ID: "lna", Type: alliance.ArmedGroup, Name: "Libyan National Army"},
		{ID: "gna", Type: alliance.Government, Name: "Government of National Accord"},
		{ID: "haftar", Type: alliance.Person, Name: "Khalifa Haftar"},
		{ID: "fatah", Type: alliance.ArmedGroup, Name: "Fatah"}, {ID: "amal", Type: alliance.ArmedGroup, Name: "Amal"},
		{ID: "hamas", Type: alliance.ArmedGroup, Name: "Hamas"}, {ID: "saiqa", Type: alliance.ArmedGroup, Name: "Saiqa"},
		{ID: "ansar", Type: alliance.ArmedGroup, Name: "Ansar"},
		{ID: "league", Type: alliance.Coalition, Name: "Arab League", Obligations: binding},
		{ID: "cento", Type: alliance.Coalition, Name: "CENTO", Obligations: binding},
	} {
		actors[a.ID] = a
	}
	return actors
}

// told returns the facts that lines tell. Each is `subject verb object`, then, after semicolons, a span (`2018/2020`), a
// status, `in` a conflict, which `lasts` a span, `against` an actor, `kinds`, the day of publication, 31 December 2020 if there
// is none, or what another statement `asserts`, `alleges` or `denies`: a span, and kinds. An actor may have a `life`.
func told(lines ...string) *alliance.Facts {
	f := alliance.Facts{}
	actors := cast()
	for _, a := range actors {
		f.Actors = append(f.Actors, a)
	}
	for i, line := range lines {
		parts := strings.Split(line, "; ")
		words := strings.Fields(parts[0])
		source := &alliance.Source{ID: fmt.Sprint("s", i), Title: "Source", Published: alliance.MustDate("2020-12-31")}
		r := &alliance.Relation{
			ID: fmt.Sprint("r", i), Subject: actors[words[0]], Object: actors[words[2]],
			Type: alliance.RelationType(strings.ToUpper(words[1])),
		}
		e := &alliance.Evidence{ID: fmt.Sprint("e", i), Fact: r.ID, Stance: alliance.Asserts, Source: source}
		r.Evidence = []*alliance.Evidence{e}
		for _, part := range parts[1:] {
			tell(&f, r, e, actors, part)
		}
		f.Sources, f.Relations = append(f.Sources, source), append(f.Relations, r)
	}
	return alliance.NewFacts(f)
}

// tell adds to a relation what one part of a line says.
func tell(f *alliance.Facts, r *alliance.Relation, e *alliance.Evidence, actors map[string]*alliance.Actor, part string) {
	word, rest, _ := strings.Cut(part, " ")
	switch word {
	case "alleged":
		e.Stance = alliance.Alleges
	case "disputed":
		r.Evidence = append(r.Evidence, &alliance.Evidence{ID: e.ID + "d", Fact: r.ID, Stance: alliance.Denies, Source: e.Source})
	case "denied":
		e.Stance = alliance.Denies
	case "in":
		r.Conflict = &alliance.Conflict{ID: rest, Name: rest}
		f.Conflicts = append(f.Conflicts, r.Conflict)
	case "lasts":
		r.Conflict.Span = span(rest)
	case "asserts", "alleges", "denies":
		when, kinds, _ := strings.Cut(rest, " ")
		r.Evidence = append(r.Evidence, &alliance.Evidence{
			ID: fmt.Sprint(e.ID, "-", len(r.Evidence)), Fact: r.ID, Stance: alliance.Stance(strings.ToUpper(word)), Source: e.Source,
			Span: span(when), Kinds: kindsOf(kinds),
		})
	case "life":
		actor, life, _ := strings.Cut(rest, " ")
		actors[actor].Span = span(life)
	case "against":
		r.Against = actors[rest]
	case "kinds":
		e.Kinds = kindsOf(rest)
	case "published":
		e.Source.Published = date(rest)
	default:
		e.Span = span(word)
	}
}

// kindsOf returns kinds as written in a line.
func kindsOf(text string) (kinds alliance.KindSet) {
	for _, k := range strings.Fields(text) {
		kinds |= alliance.SetOf(alliance.RelationKind(k))
	}
	return kinds
}

// explained returns the explanation of the only reason by a rule between two actors.
func explained(t *testing.T, v network.View, rule network.AlignmentRule, one, other string) string {
	t.Helper()
	a, err := v.Alignment(t.Context(), one, other)
	if err != nil {
		t.Fatal(err)
	}
	page, err := a.Reasons(t.Context(), network.ReasonQuery{Rules: []network.AlignmentRule{rule}, First: 10})
	if err != nil || len(page.Nodes) != 1 {
		t.Fatalf("%d reasons, error %v", len(page.Nodes), err)
	}
	return page.Nodes[0].Explanation()
}

// An explanationTest is a line or more about two actors, and the sentence that they make.
type explanationTest struct {
	pair  string
	lines string
	want  string
}

// run compares the sentence with the wanted one.
func (test *explanationTest) run(t *testing.T, rule network.AlignmentRule, where alliance.RelationFilter) {
	t.Helper()
	one, other, _ := strings.Cut(test.pair, " ")
	v := network.View{Store: storeOf(told(strings.Split(test.lines, "\n")...)), Where: where}
	if got := explained(t, v, rule, one, other); got != test.want {
		t.Errorf("%s\ngot  %s\nwant %s", test.lines, got, test.want)
	}
}

// TestDirectExplanation explains what two actors are to each other.
func TestDirectExplanation(t *testing.T) {
	for _, test := range []explanationTest{
		{
			"iraq kuwait", "iraq opposes kuwait; 1990-08-02/1991-02-28; in Gulf War",
			"At war from 2 August 1990 to 28 February 1991 (Gulf War).",
		},
		{
			"kuwait iraq", "iraq opposes kuwait; 1990-08-02/1991-02-28; in Gulf War (1990)\niraq part_of league; 1945/\nkuwait part_of league; 1961/",
			"Both belong to the Arab League, which commits its members to defense and consultation, from 1961 to at least " +
				"2020, though at war from 2 August 1990 to 28 February 1991 (Gulf War).",
		},
		{
			"kuwait iraq", "iraq opposes kuwait; 1990-08-02/1991-02-28; in Gulf War (1990)\niraq part_of league; 1945/1991-02\nkuwait part_of league; 1961/",
			"At war from 2 August 1990 to 28 February 1991 (Gulf War), though both belong to the Arab League.",
		},
		{
			"iraq kuwait", "iraq opposes kuwait; 1961/1963\niraq allied_with kuwait; 1963/",
			"Allied from 1963 to at least 2020.",
		},
		{
			"iraq kuwait", "iraq opposes kuwait; 1973-03/1991\niraq allied_with kuwait; 1980-09-22/1988-08-20; kinds DEFENSE",
			"Enemies from March 1973 to 1991, though allied from 22 September 1980 to 20 August 1988.",
		},
		{
			"iraq kuwait", "iraq opposes kuwait; 1961/2003\niraq opposes kuwait; 1990-08-02/1991-02-28; in Gulf War",
			"Enemies from 1961 to 2003, and at war from 2 August 1990 to 28 February 1991 (Gulf War).",
		},
		{
			"iraq kuwait", "iraq opposes kuwait; 1990/1991; in Gulf War; alleged",
			"At war from 1990 to 1991 (Gulf War, alleged).",
		},
		{
			"egypt iraq", "egypt allied_with iraq; 1960/2000; kinds DEFENSE CONSULTATION",
			"Allied (defense, consultation) from 1960 to 2000.",
		},
		{
			"egypt iraq", "egypt allied_with iraq; 1960/1970; kinds DEFENSE\negypt allied_with iraq; 1965/2000; kinds CONSULTATION\negypt allied_with iraq; 1950/1955; kinds NONAGGRESSION",
			"Allied from 1960 to 2000, with consultation from 1965.",
		},
		{
			"russia egypt", "russia allied_with egypt; 1955/1960; kinds NEUTRALITY\nrussia supports egypt; 1958/1972; kinds WEAPONS",
			"Allied (neutrality) from 1955 to 1960, and Russia supports Egypt (weapons) from 1958 to 1972.",
		},
		{
			"russia egypt", "russia allied_with egypt; 1955/1972; kinds NEUTRALITY\nrussia supports egypt; 1958/1972; kinds WEAPONS\negypt recognizes russia; 1958/1960",
			"Allied (neutrality) from 1955 to 1972.",
		},
		{
			"lna russia", "russia supports lna; 2018/; kinds WEAPONS FUNDING TROOPS INTELLIGENCE POLITICAL",
			"Russia supports the Libyan National Army (troops, weapons, funding, and more) from 2018 to at least 2020.",
		},
		{
			"lna russia", "russia supports lna; against gna; kinds UNKNOWN; published 2020-05",
			"Russia supports the Libyan National Army against the Government of National Accord as of May 2020.",
		},
		{
			"lna turkey", "turkey supports gna; against lna; 2019-11/2020; kinds WEAPONS",
			"Turkey supports the Government of National Accord against the Libyan National Army (weapons) from November 2019 to 2020.",
		},
		{
			"iraq kuwait", "iraq supports fatah; against kuwait; 1970/1971\niraq supports amal; against kuwait; 1971/1972\niraq supports hamas; against kuwait; 1972/1973\niraq supports saiqa; against kuwait; 1973/1974\niraq supports ansar; against kuwait; 1974/1975",
			"Iraq supports Amal against Kuwait from 1971 to 1972, and supports Hamas against Kuwait from 1972 to 1973.",
		},
		{
			"egypt jordan", "egypt part_of league; 1945/\njordan part_of league; 1945-03-22/; alleged",
			"Both belong to the Arab League, which commits its members to defense and consultation, from 22 March 1945 to at " +
				"least 2020 (alleged).",
		},
		{
			"iraq jordan", "iraq part_of league; 1945/\njordan part_of league; 1945/\niraq part_of cento; 1955/1959\njordan part_of cento; 1955/1958",
			"Both belong to the Arab League, which commits its members to defense and consultation, from 1945 to at least 2020.",
		},
		{"russia gna", "russia recognizes gna; disputed; 2016/2020", "Russia recognizes the Government of National Accord (disputed) from 2016 to 2020."},
		{"egypt jordan", "egypt guarantees jordan; 1967-05-30/1967-06-10", "Egypt guarantees Jordan from 30 May 1967 to 10 June 1967."},
		{"egypt jordan", "egypt supports haftar; against jordan; 2019/2019", "Egypt supports Khalifa Haftar against Jordan in 2019."},
	} {
		test.run(t, network.Direct, alliance.RelationFilter{})
	}
}

// TestExplanationTimes tells when a reason holds.
func TestExplanationTimes(t *testing.T) {
	for _, test := range []struct{ spans, want string }{
		{"2020/2020", "in 2020"},
		{"2020-05/2020-05", "in May 2020"},
		{"2020-05-01/2020-05-31", "in May 2020"},
		{"2019-01-01/2019-12-31", "in 2019"},
		{"2020-05-05/2020-05-05", "on 5 May 2020"},
		{"1991/1991-03", "from 1 January 1991 to March 1991"},
		{"1991~/1991-03", "from about 1991 to March 1991"},
		{"2020-05-20/2020-05", "from 20 May 2020 to the end of the month"},
		{"2011/2013", "from 2011 to 2013"},
		{"1990~/1991?", "from about 1990 to perhaps 1991"},
		{"-0431/-0404", "from 432 BC to 405 BC"},
		{"2018/", "from 2018 to at least 2020"},
		{"2020/", "from 2020"},
		{"2020-08-01/", "from 1 August 2020 to at least the end of the year"},
		{"/1995", "until 1995"},
		{"/", "as of 31 December 2020"},
		{"/1995 /2000", "until 1995 and in 2000"},
		{"1950/1955 1960/1964", "from 1950 to 1955 and from 1960 to 1964"},
		{"1950/1955 1956/1964", "from 1950 to 1964"},
		{"1950/1950 1960/", "in 1950 and from 1960 to at least 2020"},
		{"1950/1955 1960/1964 1970/1990", "at times between 1950 and 1990"},
		{"1950/ 1930/1931 1940/1941", "at times between 1930 and 2020"},
	} {
		var lines []string
		for _, s := range strings.Fields(test.spans) {
			lines = append(lines, "russia supports lna; "+s)
		}
		v := network.View{Store: storeOf(told(lines...))}
		want := "Russia supports the Libyan National Army " + test.want + "."
		if got := explained(t, v, network.Direct, "russia", "lna"); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", test.spans, got, want)
		}
	}
}

// TestExplanationOfSomeDays explains what holds on the days asked for by when it holds.
func TestExplanationOfSomeDays(t *testing.T) {
	const league = "\niraq part_of league; 1945/\nkuwait part_of league; 1961/"
	for _, test := range []struct {
		explanationTest
		at   alliance.Viewpoint
		rule network.AlignmentRule
	}{
		{explanationTest{
			"iraq kuwait", "iraq opposes kuwait; 1990-08-02/1991-02-28; in Gulf War" + league,
			"At war from 2 August 1990 (Gulf War), though both belong to the Arab League.",
		}, alliance.Viewpoint{AsOf: date("1990-09")}, network.Direct},
		{explanationTest{
			"iraq kuwait", "iraq opposes kuwait; 1990-08-02/1991-02-28; in Gulf War",
			"At war from 2 August 1990 to 28 February 1991 (Gulf War).",
		}, alliance.Viewpoint{AsOf: date("1991")}, network.Direct},
		{explanationTest{
			"russia uae", "russia supports lna; 2015/2017\nuae supports lna; 2014/2020\nrussia supports lna; 2019/2020",
			"Both support the Libyan National Army (at once from 2019).",
		}, alliance.Viewpoint{AsOf: date("2019-06")}, network.CommonFriend},
		{explanationTest{
			"russia uae", "russia supports lna; 2015/2017\nuae supports lna; 2014/2020\nrussia supports lna; 2019/2020",
			"Both support the Libyan National Army (at once from 2015 to 2017 and from 2019).",
		}, alliance.Viewpoint{Since: date("2016"), Until: date("2019")}, network.CommonFriend},
		{explanationTest{
			"russia lna", "russia supports lna; 2018/",
			"Russia supports the Libyan National Army from 2018 (presumed after 2020).",
		}, alliance.Viewpoint{AsOf: date("2022"), Presumed: true}, network.Direct},
		{explanationTest{
			"russia uae", "russia supports lna; 2018/\nuae allied_with lna; 2014/2022; published 2023",
			"Russia supports the Libyan National Army, which is allied with the United Arab Emirates (both at once from 2018, " +
				"presumed after 2020).",
		}, alliance.Viewpoint{AsOf: date("2021"), Presumed: true}, network.CommonFriend},
		{explanationTest{
			"russia lna", "russia supports lna; 2022/; published 2020",
			"Russia supports the Libyan National Army from 2022 (presumed).",
		}, alliance.Viewpoint{AsOf: date("2022"), Presumed: true}, network.Direct},
		{explanationTest{
			"russia lna", "russia supports lna; published 2020-05",
			"Russia supports the Libyan National Army as of May 2020 (presumed since).",
		}, alliance.Viewpoint{AsOf: date("2022"), Presumed: true}, network.Direct},
		{explanationTest{
			"russia lna", "russia supports lna; 2018/; kinds WEAPONS",
			"Russia supports the Libyan National Army (weapons) from 2018.",
		}, alliance.Viewpoint{AsOf: date("2020"), Presumed: true}, network.Direct},
	} {
		test.run(t, test.rule, alliance.RelationFilter{Viewpoint: test.at})
	}
}

// TestExplanationThroughOne explains by a third actor.
func TestExplanationThroughOne(t *testing.T) {
	for _, test := range []struct {
		rule network.AlignmentRule
		explanationTest
	}{
		{network.CommonFriend, explanationTest{
			"russia uae", "russia supports lna; 2018/2020\nuae supports lna; 2014/2019",
			"Both support the Libyan National Army (at once from 2018 to 2019).",
		}},
		{network.CommonFriend, explanationTest{
			"russia uae", "russia supports lna; 2018/2020\nuae supports lna; 2014/2019; alleged",
			"Both support the Libyan National Army (the United Arab Emirates: alleged; at once from 2018 to 2019).",
		}},
		{network.CommonFriend, explanationTest{
			"russia uae", "russia supports lna; 2018/2020; alleged\nuae supports lna; 2014/2019; alleged",
			"Both support the Libyan National Army (alleged; at once from 2018 to 2019).",
		}},
		{network.CommonFriend, explanationTest{
			"iraq kuwait", "egypt allied_with iraq; 1960/2000\nkuwait allied_with egypt; 1960/2000",
			"Both are allied with Egypt from 1960 to 2000.",
		}},
		{network.CommonFriend, explanationTest{
			"iraq kuwait", "egypt part_of league; 1945/2000\nkuwait part_of league; 1961/1990\niraq part_of league; 1945/2000",
			"Both belong to the Arab League with Egypt (at once from 1961 to 1990).",
		}},
		{network.CommonFriend, explanationTest{
			"iraq kuwait", "egypt allied_with iraq; 1960/\nkuwait allied_with egypt; 1960/\niraq opposes egypt; 1990-08-02/1991-02",
			"Both are allied with Egypt (at once from 1960 to 1 August 1990 and from 1 March 1991 to at least 2020).",
		}},
		{network.CommonFriend, explanationTest{
			"iraq kuwait", "egypt allied_with iraq; 1960/2000\nkuwait supports egypt; 1970/1980",
			"Iraq is allied with Egypt, which Kuwait supports (both at once from 1970 to 1980).",
		}},
		{network.CommonFriend, explanationTest{
			"iraq kuwait", "egypt allied_with iraq; 1960/1965\niraq supports egypt; 1960/1980\nkuwait supports egypt; 1960/1980",
			"Both support Egypt from 1960 to 1980.",
		}},
		{network.CommonFriend, explanationTest{
			"iraq kuwait", "egypt supports iraq; 1960/1965\negypt supports kuwait; 1962/1963",
			"Egypt supports both Iraq and Kuwait (at once from 1962 to 1963).",
		}},
		{network.CommonFriend, explanationTest{
			"iraq kuwait", "egypt supports iraq; 1960/1965; alleged\negypt recognizes kuwait; 1962/1963",
			"Egypt supports Iraq (alleged) and recognizes Kuwait (both at once from 1962 to 1963).",
		}},
		{network.CommonFriend, explanationTest{
			"iraq kuwait", "egypt supports iraq; 1960/1965\nkuwait recognizes egypt; 1962/1963",
			"Kuwait recognizes Egypt, which supports Iraq (both at once from 1962 to 1963).",
		}},
		{network.CommonFriend, explanationTest{
			"russia egypt", "russia supports haftar; 2014/2020\negypt recognizes haftar; 2014/2020",
			"From 2014 to 2020, Russia supports Khalifa Haftar, whom Egypt recognizes.",
		}},
		{network.CommonEnemy, explanationTest{
			"iraq kuwait", "egypt opposes iraq; 1960/1965; in Yemen War\negypt opposes kuwait; 1962/1963; in Yemen War",
			"Both are at war with Egypt (Yemen War; at once from 1962 to 1963).",
		}},
		{network.CommonEnemy, explanationTest{
			"iraq kuwait", "egypt opposes iraq; 1960/1965\negypt opposes kuwait; 1962/1963; in Yemen War",
			"Iraq opposes Egypt, which is at war with Kuwait (Yemen War; both at once from 1962 to 1963).",
		}},
		{network.CommonEnemy, explanationTest{
			"russia uae", "russia supports lna; against gna; 2018/2020\nuae supports lna; against gna; 2014/2020",
			"Both support the Libyan National Army against the Government of National Accord (at once from 2018 to 2020).",
		}},
		{network.CommonEnemy, explanationTest{
			"russia uae", "russia supports lna; against gna; 2018/2020\nuae supports haftar; against gna; 2014/2020",
			"Russia supports the Libyan National Army against the Government of National Accord, against which the United Arab " +
				"Emirates supports Khalifa Haftar (both at once from 2018 to 2020).",
		}},
		{network.CommonEnemy, explanationTest{
			"russia uae", "turkey supports gna; against russia; 2018/2020\nturkey supports gna; against uae; 2018/2020",
			"Turkey supports the Government of National Accord against both Russia and the United Arab Emirates from 2018 to 2020.",
		}},
		{network.FriendOfEnemy, explanationTest{
			"egypt iraq", "iraq opposes kuwait; 1990-08-02/1991-02-28; in Gulf War\negypt allied_with kuwait; 1960/2000",
			"Egypt is allied with Kuwait, which is at war with Iraq (Gulf War; both at once from 2 August 1990 to 28 February 1991).",
		}},
		{network.FriendOfEnemy, explanationTest{
			"lna gna", "turkey supports gna; against lna; 2019/2020",
			"Turkey supports the Government of National Accord against the Libyan National Army from 2019 to 2020.",
		}},
		{network.FriendOfEnemy, explanationTest{
			"turkey russia", "turkey supports gna; 2019/2020\nrussia supports lna; against gna; 2018/2020",
			"Turkey supports the Government of National Accord, against which Russia supports the Libyan National Army (both " +
				"at once from 2019 to 2020).",
		}},
		{network.FriendOfEnemy, explanationTest{
			"egypt turkey", "egypt supports haftar; 2019/2020\nturkey opposes haftar; 2018/2020",
			"Egypt supports Khalifa Haftar, who opposes Turkey (both at once from 2019 to 2020).",
		}},
	} {
		test.run(t, test.rule, alliance.RelationFilter{})
	}
}

// TestExplanationThroughTwo explains by proxies.
func TestExplanationThroughTwo(t *testing.T) {
	const war = "\ngna opposes lna; 2014/2020; in Libyan conflict"
	for _, test := range []explanationTest{
		{
			"russia turkey", "russia supports lna; 2018/2020\nturkey supports gna; 2019-11/2020" + war,
			"Russia supports the Libyan National Army, which is at war with the Government of National Accord (Libyan " +
				"conflict), which Turkey supports (all at once from November 2019 to 2020).",
		},
		{
			"russia turkey", "lna supports russia; 2018/2020\nturkey supports gna; 2019/2020" + war,
			"The Libyan National Army supports Russia and is at war with the Government of National Accord (Libyan conflict), " +
				"which Turkey supports (all at once from 2019 to 2020).",
		},
		{
			"russia turkey", "lna supports russia; 2018/2020\ngna supports turkey; 2019/2020" + war,
			"The Libyan National Army supports Russia and is at war with the Government of National Accord (Libyan conflict), " +
				"which supports Turkey (all at once from 2019 to 2020).",
		},
		{
			"russia turkey", "russia supports lna; 2018/2020\ngna supports turkey; 2019/2020\ngna supports haftar; against lna; 2019/2020",
			"The Government of National Accord supports Turkey and supports Khalifa Haftar against the Libyan National Army, " +
				"which Russia supports (all at once from 2019 to 2020).",
		},
		{
			"lna egypt", "turkey supports lna; against gna; 2019/2020\negypt allied_with gna; 2019/2020",
			"From 2019 to 2020, Turkey supports the Libyan National Army against the Government of National Accord, which is " +
				"allied with Egypt.",
		},
	} {
		test.run(t, network.OpposedProxies, alliance.RelationFilter{})
	}
}

// TestDeniedExplanation marks what is only denied.
func TestDeniedExplanation(t *testing.T) {
	test := explanationTest{"russia lna", "russia supports lna; 2018/2020; denied", "Russia supports the Libyan National Army (denied) from 2018 to 2020."}
	test.run(t, network.Direct, alliance.RelationFilter{Statuses: []alliance.Status{alliance.Denied}})
}

// TestTensionExplanation explains unbalanced triangles.
func TestTensionExplanation(t *testing.T) {
	for _, test := range []struct{ lines, want string }{
		{
			"iraq opposes kuwait; 1990-08-02/1991-02-28; in Gulf War\negypt allied_with kuwait; 1960/2000\negypt allied_with iraq; 1960/2000",
			"Iraq is at war with Kuwait (Gulf War), yet both are allied with Egypt (all at once from 2 August 1990 to 28 " +
				"February 1991).",
		},
		{
			"gna opposes lna; 2014/2020\nrussia supports lna; 2018/2020\nrussia recognizes gna; 2016/2020",
			"The Government of National Accord opposes the Libyan National Army, yet Russia recognizes the Government of " +
				"National Accord and supports the Libyan National Army (all at once from 2018 to 2020).",
		},
		{
			"russia supports lna; against turkey; 2018/2020\negypt supports russia; 2018/2020\negypt supports turkey; 2018/2020",
			"From 2018 to 2020, Russia supports the Libyan National Army against Turkey, yet Egypt supports both Russia and Turkey.",
		},
		{
			"iraq opposes kuwait; 1990/1991\niraq opposes jordan; 1990/1991\njordan opposes kuwait; 1991/1991",
			"Iraq opposes Jordan, and both oppose Kuwait (all at once in 1991).",
		},
	} {
		if got := tension(t, strings.Split(test.lines, "\n")); got != test.want {
			t.Errorf("%s\ngot  %s\nwant %s", test.lines, got, test.want)
		}
	}
}

// tension returns the explanation of the only tension in the facts that lines tell.
func tension(t *testing.T, lines []string) string {
	t.Helper()
	b, err := network.View{Store: storeOf(told(lines...))}.Balance(t.Context(), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	page, err := b.Tensions(context.Background(), network.TensionQuery{First: 10})
	if err != nil || len(page.Nodes) != 1 {
		t.Fatalf("%s\n%d tensions, error %v", strings.Join(lines, "\n"), len(page.Nodes), err)
	}
	return page.Nodes[0].Explanation()
}
