package network

import (
	"strings"

	"entente/graph/alliance"
)

// Summary returns the change as one English sentence, for example "Turkey begins to support the Government of National
// Accord (troops), January 2020."
func (c *Change) Summary() string {
	switch {
	case c.Kind == Happened:
		return c.Event.Summary()
	case c.Event != nil:
		return sentence(c.news() + ": " + c.Event.Headline() + ", " + c.Date.Prose())
	case c.Axis == AxisKnown:
		return sentence(c.reported() + ", " + c.Date.Prose())
	default:
		return sentence(c.held())
	}
}

// held is the summary of what holds.
func (c *Change) held() string {
	subject, date := alliance.Named(c.Relation.Subject), c.Date.Prose()
	switch c.Kind {
	case Began:
		return hedged(c.After, subject+" begins to "+c.does(c.After.Kinds)+", "+date)
	case FirstKnown:
		return hedged(c.After, subject+" is known to "+c.does(c.After.Kinds)+" from "+date)
	case Ended:
		return hedged(c.Before, subject+" ceases to "+c.does(c.Before.Kinds)+", "+date)
	case LastKnown:
		return hedged(c.Before, subject+" is "+strings.ToLower(string(c.Before.Certainty))+" to "+c.does(c.Before.Kinds)+" until "+date)
	case KindsChanged:
		return hedged(c.After, subject+" "+c.Relation.Phrase(c.Relation.Type.Verb())+c.turn()+", "+date)
	default:
		return "from " + date + ", it is " + c.became()
	}
}

// hedged returns a claim with its status, unless that is simply asserted.
func hedged(s *ChangeState, claim string) string {
	switch s.Status {
	case alliance.Alleged:
		return "it is alleged that " + claim
	case alliance.Disputed:
		return "it is disputed whether " + claim
	default:
		return claim
	}
}

// became says that something has another status.
func (c *Change) became() string {
	claim := c.says(c.After.Kinds)
	switch c.After.Status {
	case alliance.Asserted:
		return "asserted that " + claim
	case alliance.Alleged:
		return "only alleged that " + claim
	case alliance.Disputed:
		return "disputed whether " + claim
	default:
		return "denied that " + claim
	}
}

// reported is the summary of what is known, without the date.
func (c *Change) reported() string {
	subject := alliance.Named(c.Relation.Subject)
	switch c.Kind {
	case FirstReported:
		return "it is first " + c.first() + c.says(c.After.Kinds)
	case Confirmed:
		return "it is confirmed that " + c.says(c.After.Kinds)
	case DenialReported:
		return "it is denied, on some days, that " + c.says(0)
	case KindsReported:
		return "it is first reported that " + c.says(c.Gained)
	case KindsConfirmed:
		return "it is confirmed that " + c.says(c.Gained)
	case KindsDisputed:
		return "it is no longer unchallenged that " + c.says(c.Lost)
	case KindsDenied:
		return "it is denied that " + c.says(c.Lost)
	case KindsLapsed:
		return "nothing is said any more of whether " + c.says(c.Lost)
	case Lapsed:
		return "nothing is said any more of whether " + c.says(c.Before.Kinds)
	case BeginningReported, BeginningMoved:
		return "it is reported when " + subject + " began to " + c.does(0) + moved(c.Before.Began, c.After.Began)
	case EndReported, EndMoved:
		return "it is reported when " + subject + " ceased to " + c.does(0) + moved(c.Before.Ended, c.After.Ended)
	default:
		return "it is now " + c.became()
	}
}

// first returns how something is first reported.
func (c *Change) first() string {
	switch c.After.Status {
	case alliance.Alleged:
		return "alleged that "
	case alliance.Disputed:
		return "reported, and disputed, that "
	case alliance.Denied:
		return "denied that "
	default:
		return "reported that "
	}
}

// moved returns a date in brackets, and which one it replaces.
func moved(before, after alliance.Date) string {
	switch {
	case after.IsZero():
		return " (not in " + before.Prose() + ")"
	case before.IsZero():
		return " (" + after.Prose() + ")"
	default:
		return " (" + after.Prose() + " instead of " + before.Prose() + ")"
	}
}

// says returns what is claimed, with kinds in brackets.
func (c *Change) says(kinds alliance.KindSet) string {
	return alliance.Named(c.Relation.Subject) + " " + c.Relation.Phrase(c.Relation.Type.Verb()) + c.detail(kinds)
}

// does returns what the subject does, as an infinitive without "to", with kinds in brackets.
func (c *Change) does(kinds alliance.KindSet) string {
	return c.Relation.Phrase(c.Relation.Type.Infinitive()) + c.detail(kinds)
}

// detail returns the role and kinds in brackets, without a role that the name of the subject contains.
func (c *Change) detail(kinds alliance.KindSet) string {
	var details []string
	if role := string(c.Relation.Role); role != "" && !strings.Contains(strings.ToLower(c.Relation.Subject.Name), strings.ToLower(role)) {
		details = append(details, role)
	}
	return bracketed(append(details, kindNames(kinds)...)...)
}

// turn returns the kinds that are gained and lost in brackets.
func (c *Change) turn() string {
	var details []string
	if c.Gained != 0 {
		details = append(details, "now also "+strings.Join(kindNames(c.Gained), ", "))
	}
	if c.Lost != 0 {
		details = append(details, "no longer "+strings.Join(kindNames(c.Lost), ", "))
	}
	return bracketed(details...)
}

// kindNames returns kinds as written in prose.
func kindNames(kinds alliance.KindSet) []string {
	var list []string
	for _, k := range kinds.List() {
		list = append(list, k.Prose())
	}
	return list
}
