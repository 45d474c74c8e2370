package alliance

import "strings"

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
