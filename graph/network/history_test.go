package network_test

import (
	_ "embed"
	"errors"
	"slices"
	"strings"
	"testing"

	"entente/graph/alliance"
	"entente/graph/network"
)

//go:embed testdata/history.txt
var historyFacts string

//go:embed testdata/history_pairs.txt
var historyPairs string

// history returns the facts of testdata/history.txt.
func history() *alliance.Facts { return world(uncommented(historyFacts)...) }

// uncommented returns the lines of a text without comments, which begin with #, and without empty lines.
func uncommented(text string) (lines []string) {
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line != "" {
			lines = append(lines, line)
		}
	}
	return lines
}

// on returns the view of a date.
func on(store alliance.Store, asOf alliance.Date) network.View {
	return network.View{Store: store, Where: alliance.RelationFilter{Viewpoint: alliance.Viewpoint{AsOf: asOf}}}
}

// TestHistory compares how states stand to each other with what every historian knows.
func TestHistory(t *testing.T) {
	store := storeOf(history())
	for _, known := range uncommented(historyPairs) {
		words := strings.Fields(known)
		for _, pair := range [][]string{{words[0], words[1]}, {words[1], words[0]}} {
			v := on(store, date(words[2]))
			got, err := v.Alignment(t.Context(), pair[0], pair[1])
			if err != nil {
				t.Fatal(err)
			}
			if stands := stance(got.Standing); stands != words[3] {
				t.Errorf("%s: got %s, %+v", known, stands, got.Standing)
			}
			allies, adversaries := sidesOf(t, v, pair[0])
			ally, adversary := slices.Contains(allies, pair[1]), slices.Contains(adversaries, pair[1])
			if ally != strings.HasSuffix(words[3], "+") || adversary != strings.HasSuffix(words[3], "-") {
				t.Errorf("%s: among the allies of %s: %v, among the adversaries: %v", known, pair[0], ally, adversary)
			}
		}
	}
}

// stance formats a standing as testdata/history_pairs.txt does.
func stance(s network.Standing) string {
	sign := map[alliance.Sign]string{alliance.Positive: "+", alliance.Negative: "-", alliance.Neutral: "0"}[s.Sign()]
	if s.Direct == 0 && s.Sign() != alliance.Neutral {
		return "~" + sign
	}
	return sign
}

// TestHistoryOfWars checks that on the first and the last day of every war, those who fight each other are adversaries, and
// not allies, whatever pacts they have.
func TestHistoryOfWars(t *testing.T) {
	facts := history()
	store := storeOf(facts)
	wars := 0
	for _, r := range facts.Relations {
		if r.Type != alliance.Opposes {
			continue
		}
		wars++
		for _, day := range []alliance.Date{r.From, r.To} {
			allies, adversaries := sidesOf(t, on(store, day), r.Subject.ID)
			if !slices.Contains(adversaries, r.Object.ID) || slices.Contains(allies, r.Object.ID) {
				t.Errorf("%s on %s: adversaries %v, allies %v", r.ID, day, adversaries, allies)
			}
		}
	}
	if wars < 100 {
		t.Errorf("only %d pairs at war", wars)
	}
}

// sidesOf returns the ids of an actor's allies and adversaries.
func sidesOf(t *testing.T, v network.View, actor string) (friends, enemies []string) {
	t.Helper()
	allies, err := v.Allies(t.Context(), ranking(actor))
	adversaries, err2 := v.Adversaries(t.Context(), ranking(actor))
	if err := errors.Join(err, err2); err != nil {
		t.Fatal(err)
	}
	for _, a := range allies {
		friends = append(friends, a.With.ID)
	}
	for _, a := range adversaries {
		enemies = append(enemies, a.With.ID)
	}
	return friends, enemies
}

// TestHistoryOfEnemies checks that states are not among the allies of those whose enemies they, or their allies, are.
func TestHistoryOfEnemies(t *testing.T) {
	store := storeOf(history())
	for _, known := range []string{
		"germany 1914-09-10: france russia uk belgium serbia japan",
		"austria-hungary 1915-10-20: italy serbia russia france uk japan",
		"ottoman-empire 1916: russia uk france italy serbia",
		"poland 1939-10: germany ussr",
		"uk 1942: germany italy japan finland hungary romania bulgaria",
		"ussr 1942: germany finland romania hungary italy",
		"usa 1942: germany italy japan",
		"usa 1952: prc dprk",
		"israel 1967-06-07: egypt syria jordan",
		"usa 1968: vietnam",
		"prc 1969-04: ussr",
		"egypt 1977-07-22: libya",
		"uk 1982-05: argentina",
		"iraq 1984: iran syria",
		"kuwait 1990-09: iraq",
		"saudi-arabia 1990-09: iraq",
		"iraq 1991-02: kuwait usa uk egypt syria saudi-arabia france",
	} {
		words := strings.Fields(strings.Replace(known, ":", "", 1))
		allies, _ := sidesOf(t, on(store, date(words[1])), words[0])
		wrong := slices.DeleteFunc(allies, func(id string) bool { return !slices.Contains(words[2:], id) })
		if len(wrong) > 0 {
			t.Errorf("%s: among the allies are %v", known, wrong)
		}
	}
}
