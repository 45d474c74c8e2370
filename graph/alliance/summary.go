package alliance

import (
	"slices"
	"strings"
)

// Summary says the relation in one English sentence, for example "Russia supports the Libyan National Army
// (political)."
func (r *Relation) Summary() string {
	return hedge(r.Status, Named(r.Subject)+" "+r.clause()+r.detail())
}

// clause is the relation after its subject, without details.
func (r *Relation) clause() string {
	return r.Type.Verb() + " " + Named(r.Object)
}

// Verb is how English says the relation of one subject, for example "is part of".
func (t RelationType) Verb() string {
	switch t {
	case Supports:
		return "supports"
	case AlliedWith:
		return "is allied with"
	case Opposes:
		return "opposes"
	case Recognizes:
		return "recognizes"
	case PartOf:
		return "is part of"
	case Leads:
		return "leads"
	case HoldsOffice:
		return "holds office in"
	case Succeeds:
		return "succeeds"
	default:
		return "stands to"
	}
}

// detail is what the relation is more closely, in brackets.
func (r *Relation) detail() string {
	details := make([]string, 0, 8)
	if r.Role != "" {
		details = append(details, string(r.Role))
	}
	for _, k := range r.Kinds {
		if k == UnknownKind {
			details = append(details, "kind not known")
			continue
		}
		details = append(details, strings.ReplaceAll(strings.ToLower(string(k)), "_", " "))
	}
	if len(details) == 0 {
		return ""
	}
	return " (" + strings.Join(details, ", ") + ")"
}

// Summary says the event in one English sentence: its title, where and when, for example "Air strikes in Tarhuna
// (Tarhuna, May 2020)."
func (e *Event) Summary() string {
	details := make([]string, 0, 2)
	if e.Place != nil {
		details = append(details, e.Place.Name)
	}
	if when := e.spoken(); when != "" {
		details = append(details, when)
	}
	said := strings.TrimSuffix(e.Title, ".")
	if len(details) > 0 {
		said += " (" + strings.Join(details, ", ") + ")"
	}
	if e.Status == Asserted {
		return said + "."
	}
	return strings.ToUpper(string(e.Status[:1])) + strings.ToLower(string(e.Status[1:])) + ": " + said + "."
}

// spoken returns the span as prose has it, empty where both ends are open.
func (s Span) spoken() string {
	from, to := s.From.Spoken(), s.To.Spoken()
	switch {
	case from == to || to == "":
		return from
	case from == "":
		return "until " + to
	default:
		return from + " to " + to
	}
}

// hedge makes a sentence of a claim that says so where it is not simply asserted.
func hedge(s Status, claim string) string {
	switch s {
	case Alleged:
		return "It is alleged that " + claim + "."
	case Disputed:
		return "It is disputed whether " + claim + "."
	case Denied:
		return "It is denied that " + claim + "."
	}
	if rest, ok := strings.CutPrefix(claim, "the "); ok {
		claim = "The " + rest
	}
	return claim + "."
}

// Named returns the name of an actor as it stands in a sentence: with the article that English wants, for example "the
// United Arab Emirates", "the Libyan National Army", "Russia", "Khalifa Haftar".
func Named(a *Actor) string {
	words := strings.Fields(a.Name)
	switch {
	case len(words) == 0 || words[0] == "The" || words[0] == "the":
		return a.Name
	case a.Type == Person && !slices.Contains(words, "of"):
		return a.Name
	case slices.ContainsFunc(words, takesArticle):
		return "the " + a.Name
	}
	return a.Name
}

// takesArticle reports whether a proper name with this word in it takes the definite article.
func takesArticle(word string) bool {
	switch strings.Trim(word, ",.()") {
	case "Emirates", "Kingdom", "States", "Republic", "Union", "Federation", "Empire", "Netherlands", "Philippines",
		"Islands", "Commonwealth", "Confederation", "Nations", "Organization", "Organisation", "League", "Government",
		"Council", "Parliament", "Ministry", "Presidency", "Army", "Forces", "Force", "Front", "Movement", "Party",
		"Brigade", "Brigades", "Militia", "Militias", "Group", "Alliance", "Coalition", "Community", "Committee",
		"Command", "Congress", "Authority", "Guard", "Guards", "Pact", "Accord", "Kremlin", "Minister", "Ministers",
		"President", "Presidents", "Chancellor", "Envoy", "Secretary", "Countries", "community", "nations", "Company", "Corps", "Resistance", "Rebels", "Caliphate", "Sultanate":
		return true
	}
	return false
}
