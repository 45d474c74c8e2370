package alliance

import "strings"

// Summary returns the relation as one English sentence, including its opponent, kinds and span if known, for example
// "Russia supports the Libyan National Army (political)." or "Iran supports the Northern Alliance against the Taliban
// (weapons, 1996 to 2001)."
func (r *Relation) Summary() string {
	return hedge(r.Status, Named(r.Subject)+" "+r.clause()+r.detail())
}

// clause returns the sentence from the verb on, without the details in brackets.
func (r *Relation) clause() string {
	clause := r.Type.Verb() + " " + Named(r.Object)
	if r.Against != nil {
		clause += " against " + Named(r.Against)
	}
	return clause
}

// Verb returns the English verb phrase for a relation of the type, in the third person singular, for example "is part
// of".
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

// detail returns the role, kinds and span in brackets. It omits a role that the name of the subject contains: the
// President of Russia need not be called president.
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

// prose returns the kind as written in prose, for example "air support".
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

// Summary returns the event as one English sentence: its title, place and span, for example "Air strikes in Tarhuna
// (Tarhuna, May 2020)."
func (e *Event) Summary() string {
	details := make([]string, 0, 2)
	if e.Place != nil {
		details = append(details, e.Place.Name)
	}
	if when := e.when(); when != "" {
		details = append(details, when)
	}
	sentence := strings.TrimSuffix(e.Title, ".")
	if len(details) > 0 {
		sentence += " (" + strings.Join(details, ", ") + ")"
	}
	if e.Status == Asserted {
		return sentence + "."
	}
	return strings.ToUpper(string(e.Status[:1])) + strings.ToLower(string(e.Status[1:])) + ": " + sentence + "."
}

// when returns the span as written in prose, or "" if both ends are open. An event without a known end happened when
// it began.
func (e *Event) when() string {
	if e.To.IsZero() {
		return e.From.Prose()
	}
	return e.Span.Prose()
}

// hedge turns a claim into a sentence that mentions the status unless the claim is simply asserted.
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
