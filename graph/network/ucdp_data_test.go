package network_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"entente/graph/alliance"
)

// A ucdp holds what UCDP's External Support Dataset says: for each warring party, opponent, supporter and year, of which
// kinds the support was.
type ucdp struct {
	reports []report
	// wars are the years of active wars between two governments.
	wars []question
	// supported and alleged are the numbers of rows with support, and with support that is only alleged.
	supported, alleged int
	// fights are the years in which two parties fought in a conflict.
	fights map[string]bool
}

// A report says that a relation holds in a year. Relation and how, its kinds and stance, are in the language of [world].
type report struct {
	relation, how string
	year          int
	actors        []string
}

// says reports whether two reports differ at most in their years.
func (r report) says(s report) bool { return r.relation == s.relation && r.how == s.how }

// readUCDP reads the data set.
func readUCDP(t *testing.T) *ucdp {
	t.Helper()
	rows := sharedRows(t, "data", "ucdp", "ucdp_esd_triadyear_v18.1.csv")
	u := &ucdp{fights: map[string]bool{}}
	for _, cells := range rows[1:] {
		row := map[string]string{}
		for i, column := range rows[0] {
			row[column] = cells[i]
		}
		u.row(row)
	}
	return u
}

// row adds what a row says: that its party and opponent fought, and that they did so with support.
func (u *ucdp) row(row map[string]string) {
	party, opponent, supporter := row["actor_id"], row["oppo_id"], row["ext_id"]
	year, _ := strconv.Atoi(row["year"])
	if row["active"] == "1" {
		u.fought(row, year)
	}
	if row["ext_sup"] != "1" {
		return
	}
	u.supported++
	how := kindsIn(row)
	if row["ext_alleged"] == "1" {
		u.alleged++
		how += " alleged"
	}
	u.reports = append(u.reports, report{
		fmt.Sprintf("%s supports %s against %s in c%s", supporter, party, opponent, row["conflict_id"]), how, year,
		[]string{supporter, party, opponent},
	})
}

// fought adds that the party and the opponent of a row were at war in a year. Each of them has rows of its own.
func (u *ucdp) fought(row map[string]string, year int) {
	sides := []string{row["actor_id"], row["oppo_id"]}
	slices.Sort(sides)
	r := report{relation: fmt.Sprintf("%s opposes %s in c%s", sides[0], sides[1], row["conflict_id"]), year: year, actors: sides}
	if key := fmt.Sprint(r.relation, year); !u.fights[key] {
		u.fights[key] = true
		u.reports = append(u.reports, r)
	}
	if row["actor_nonstate"] == "0" && row["civil"] == "0" {
		if w := (question{sides[0], sides[1], row["year"]}); !slices.Contains(u.wars, w) {
			u.wars = append(u.wars, w)
		}
	}
}

// dyads returns the pairs of governments that were ever at war.
func (u *ucdp) dyads() map[[2]string]bool {
	pairs := map[[2]string]bool{}
	for _, w := range u.wars {
		pairs[[2]string{w.one, w.other}] = true
	}
	return pairs
}

// kindsIn returns the kinds of support that a row codes.
func kindsIn(row map[string]string) string {
	var kinds []string
	for _, k := range []struct{ column, kind string }{
		{"ext_x", "TROOPS"}, {"ext_p", "TROOPS"}, {"ext_y", "ACCESS_TO_INFRASTRUCTURE"}, {"ext_w", "WEAPONS"},
		{"ext_m", "MATERIEL_LOGISTICS"}, {"ext_t", "TRAINING_EXPERTISE"}, {"ext_f", "FUNDING"}, {"ext_i", "INTELLIGENCE"},
		{"ext_l", "ACCESS_TO_TERRITORY"}, {"ext_o", "OTHER"}, {"ext_u", "UNKNOWN"},
	} {
		if row[k.column] == "1" {
			kinds = append(kinds, k.kind)
		}
	}
	return "{" + strings.Join(kinds, ",") + "}"
}

// A question is about two actors in a year, or over all years if that is empty.
type question struct{ one, other, year string }

// questions returns a number of questions, in turn about actors of two reports of a year that share one, of any two reports
// of a year, and of two that share one, over all years.
func (u *ucdp) questions(count int) (all []question) {
	for i := range count {
		at := i * len(u.reports) / count
		r := u.reports[at]
		near := slices.DeleteFunc(slices.Clone(u.reports), func(s report) bool {
			shares := slices.ContainsFunc(s.actors, func(id string) bool { return slices.Contains(r.actors, id) })
			return s.year != r.year || !shares && i%3 != 1
		})
		q := question{one: r.actors[i%len(r.actors)], year: strconv.Itoa(r.year)}
		for k := 0; q.other == "" || q.other == q.one; k++ {
			s := near[(at+k)%len(near)]
			q.other = s.actors[(i+k)%len(s.actors)]
		}
		if i%3 == 2 {
			q.year = ""
		}
		all = append(all, q)
	}
	return all
}

// years is a set of years: bit 0 is 1975.
type years uint64

// yearsOf returns the years in which spans have days.
func yearsOf(spans []alliance.Span) (set years) {
	for _, s := range spans {
		for year := int(s.From.First()) / 10000; year <= int(s.To.Last())/10000; year++ {
			set |= 1 << (year - 1975)
		}
	}
	return set
}

// heldIn returns the years in which a relation holds by its periods.
func heldIn(r *alliance.Relation) (set years) {
	for _, p := range r.Periods() {
		if p.Status != alliance.Denied {
			set |= yearsOf([]alliance.Span{p.Span})
		}
	}
	return set
}
