package alliance

import (
	"slices"
	"strings"
)

// Summary returns the relation as one English sentence, including its opponent, kinds and span if known, for example
// "Russia supports the Libyan National Army (political)." or "Iran supports the Northern Alliance against the Taliban
// (weapons, 1996 to 2001)."
func (r *Relation) Summary() string {
	return hedge(r.Status, Named(r.Subject)+" "+r.clause()+r.detail())
}

// clause returns the sentence from the verb on, without the details in brackets.
func (r *Relation) clause() string { return r.Phrase(r.Type.Verb()) }

// Verb returns the English verb phrase for a relation of the type, in the third person singular, for example "is part
// of".
func (t RelationType) Verb() string {
	switch t {
	case Supports:
		return "supports"
	case AlliedWith:
		return "is allied with"
	case Guarantees:
		return "guarantees"
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

// Infinitive returns the verb phrase for a relation of the type without "to", for example "be part of".
func (t RelationType) Infinitive() string {
	verb := t.Verb()
	if rest, ok := strings.CutPrefix(verb, "is "); ok {
		return "be " + rest
	}
	first, rest, _ := strings.Cut(verb, " ")
	return strings.TrimRight(strings.TrimSuffix(first, "s")+" "+rest, " ")
}

// detail returns the role, kinds and span in brackets. It omits a role that the name of the subject contains: the
// President of Russia need not be called president.
func (r *Relation) detail() string {
	details := make([]string, 0, 9)
	if r.Role != "" && !strings.Contains(strings.ToLower(r.Subject.Name), strings.ToLower(string(r.Role))) {
		details = append(details, string(r.Role))
	}
	for _, k := range r.kinds() {
		details = append(details, k.prose(r.Status))
	}
	if when := r.When(); when != "" {
		details = append(details, when)
	}
	if r.Certainty == Presumed {
		details = append(details, "presumed")
	}
	if len(details) == 0 {
		return ""
	}
	return " (" + strings.Join(details, ", ") + ")"
}

// kinds returns the kinds that are claimed or denied on the days that the question asks for, each with its status: first
// those that have the status of the relation.
func (r *Relation) kinds() []KindStatus {
	differ := func(e *Evidence) bool { return e.Stance == Denies || e.Stance != r.Evidence[0].Stance }
	if slices.ContainsFunc(r.Evidence, differ) {
		list := r.KindStatuses()
		slices.SortStableFunc(list, func(a, b KindStatus) int { return r.distance(a) - r.distance(b) })
		return list
	}
	list := make([]KindStatus, 0, 4)
	for _, k := range r.KindList() {
		list = append(list, KindStatus{k, r.Status, r.Certainty})
	}
	return list
}

// distance returns 0 for a kind that has the status of the relation, 1 for others.
func (r *Relation) distance(k KindStatus) int {
	if k.Status == r.Status {
		return 0
	}
	return 1
}

// When returns, as written in English prose, when the relation holds (or does not, if it is only denied) by the statements
// that it shows, and whether sources say that it began or ended: "1990 to 1995", "from 1990, known to 31 December 2012",
// "until 1995", "1990 to 1995, with gaps"; if they give no dates, "as of May 2020"; "" if they speak of no day.
func (r *Relation) When() string {
	r = r.told()
	switch {
	case r.From.IsZero():
		return ""
	case r.spoken&gaps != 0:
		return r.between() + ", with gaps"
	default:
		return r.between()
	}
}

// told returns the relation with the span of the statements that it shows, which are not all if days are asked for.
func (r *Relation) told() *Relation {
	whole, s := r.sight()
	if !s.restricted() {
		return r
	}
	var buffer [8]piece
	shown := slices.DeleteFunc(whole.known(buffer[:0], s.known), func(p piece) bool { return !slices.Contains(r.Evidence, p.Evidence) })
	told := *r
	told.bound(shown)
	return &told
}

// between is When without a word on gaps.
func (r *Relation) between() string {
	from, to := r.spoken&began != 0, r.spoken&ended != 0
	switch {
	case from && to:
		return r.Span.Prose()
	case from && (r.From.contains(r.To) || r.Status == Denied):
		return "from " + r.From.Prose()
	case from:
		return "from " + r.From.Prose() + ", known to " + r.To.Prose()
	case to:
		return "until " + r.To.Prose()
	case r.From == r.To && r.LastReported.Last() == r.To.Last():
		return "as of " + r.LastReported.Prose()
	case r.From == r.To:
		return "as of " + r.To.Prose()
	default:
		return "known from " + r.From.Prose() + " to " + r.To.Prose()
	}
}

// Dated reports whether the statements that the relation shows say that it began on their first day or ended on their last.
func (r *Relation) Dated() bool { return r.told().spoken&(began|ended) != 0 }

// prose returns the kind as written in prose, with its status if that is not the status of the relation, for example "air
// support" or "troops denied".
func (k KindStatus) prose(of Status) string {
	if k.Status == of {
		return k.Kind.Prose()
	}
	return k.Kind.Prose() + " " + strings.ToLower(string(k.Status))
}

// Prose returns the kind as written in English prose, for example "air support".
func (k RelationKind) Prose() string {
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
	if e.Status == Asserted {
		return e.Headline() + "."
	}
	return strings.ToUpper(string(e.Status[:1])) + strings.ToLower(string(e.Status[1:])) + ": " + e.Headline() + "."
}

// Headline returns the summary without the status and the full stop.
func (e *Event) Headline() string {
	details := make([]string, 0, 2)
	if e.Place != nil {
		details = append(details, e.Place.Name)
	}
	if when := e.when(); when != "" {
		details = append(details, when)
	}
	headline := strings.TrimSuffix(e.Title, ".")
	if len(details) > 0 {
		headline += " (" + strings.Join(details, ", ") + ")"
	}
	return headline
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

// Phrase returns what the relation says of its subject, with a verb phrase for its type in some form, for example "to
// support" in "to support the Libyan National Army against the Government of National Accord". It leaves out the role,
// kinds and span.
func (r *Relation) Phrase(verb string) string {
	phrase := verb + " " + Named(r.Object)
	if r.Against != nil {
		phrase += " against " + Named(r.Against)
	}
	if r.Coalition != nil {
		phrase += " as part of " + Named(r.Coalition)
	}
	return phrase
}
