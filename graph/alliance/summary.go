package alliance

import "strings"

// Summary says the relation in one English sentence: whom it is against, of what kind and when, as far as that is known, for
// example "Russia supports the Libyan National Army (political)." or "Iran supports the Northern Alliance against the
// Taliban (weapons, 1996 to 2001)."
func (r *Relation) Summary() string {
	return hedge(r.Status, Named(r.Subject)+" "+r.clause()+r.detail())
}

// clause is the relation after its subject, without details.
func (r *Relation) clause() string {
	said := r.Type.Verb() + " " + Named(r.Object)
	if r.Against != nil {
		said += " against " + Named(r.Against)
	}
	return said
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

// detail is what the relation is more closely, and when, in brackets. The President of Russia need not be called president.
func (r *Relation) detail() string {
	details := make([]string, 0, 9)
	if r.Role != "" && !strings.Contains(strings.ToLower(r.Subject.Name), strings.ToLower(string(r.Role))) {
		details = append(details, string(r.Role))
	}
	for _, k := range r.Kinds {
		details = append(details, k.prose())
	}
	if when := r.Span.Prose(); when != "" {
		details = append(details, when)
	}
	if len(details) == 0 {
		return ""
	}
	return " (" + strings.Join(details, ", ") + ")"
}

// prose is the kind as prose has it, for example "air support".
func (k RelationKind) prose() string {
	switch k {
	case MaterielLogistics:
		return "materiel and logistics"
	case TrainingExpertise:
		return "training and expertise"
	case OtherKind:
		return "of another kind"
	case UnknownKind:
		return "kind not known"
	default:
		return strings.ReplaceAll(strings.ToLower(string(k)), "_", " ")
	}
}

// Summary says the event in one English sentence: its title, where and when, for example "Air strikes in Tarhuna
// (Tarhuna, May 2020)."
func (e *Event) Summary() string {
	details := make([]string, 0, 2)
	if e.Place != nil {
		details = append(details, e.Place.Name)
	}
	if when := e.when(); when != "" {
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

// when returns the span as prose has it, empty where both ends are open. What has no known end happened when it began.
func (e *Event) when() string {
	if e.To.IsZero() {
		return e.From.Prose()
	}
	return e.Span.Prose()
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
