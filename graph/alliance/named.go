package alliance

import (
	"slices"
	"strings"
)

// Named returns the name of an actor as used in a sentence, with the definite article if English requires it, for
// example "the United Arab Emirates", "the Libyan National Army", "Russia", "Khalifa Haftar".
//
// No rule of English decides this from the name alone. Named uses a heuristic over the words before the first comma
// or bracket: for "Korea, Republic of", only "Korea" counts.
func Named(a *Actor) string {
	head, _, _ := strings.Cut(a.Name, "(")
	head, _, _ = strings.Cut(head, ",")
	words := strings.Fields(head)
	switch {
	case len(words) == 0 || words[0] == "The" || words[0] == "the" || hasOwner(words[0]):
		return a.Name
	case isPost(words), a.Type != Person && takesArticle(words):
		return "the " + a.Name
	}
	return a.Name
}

// hasOwner reports whether the first word of a name is a possessive that takes the place of the article, as in "God's
// Army" but not in "People's Republic", where it is descriptive.
func hasOwner(word string) bool {
	owner, possessive := strings.CutSuffix(strings.ReplaceAll(word, "’", "'"), "'s")
	return possessive && !slices.Contains([]string{"People", "Lord", "Women", "Men", "Children"}, owner)
}

// isPost reports whether the name is the title of a post, for example "Foreign Minister of Russia".
func isPost(words []string) bool {
	for i, next := range words[1:] {
		if isTitle(words[i]) && slices.Contains([]string{"of", "to", "for"}, next) {
			return true
		}
	}
	return false
}

// takesArticle reports whether a proper name made of these words, other than a person's, takes the definite article.
func takesArticle(words []string) bool {
	last := len(words) - 1
	if isEnding(words[last]) || last == 0 && isInitials(words[0]) {
		return true
	}
	for i, word := range words {
		next := ""
		if i < last {
			next = words[i+1]
		}
		if next != "" && '0' <= next[0] && next[0] <= '9' {
			continue // a number makes it a name without an article: Force 17
		}
		if isBody(word) || word == "House" && (next == "of" || i > 0 && words[i-1] == "White") {
			return true
		}
	}
	return false
}

// isInitials reports whether a name is pronounced letter by letter, as UN and PKK are but NATO is not. A name without
// vowels always is.
func isInitials(name string) bool {
	switch name {
	case "AU", "EU", "UN", "UAE", "UK", "US", "USA", "USSR", "ANC", "GNA", "IAEA", "ICC", "IMF", "IRA", "LNA", "LRA", "OSCE",
		"PLA", "PLO", "WHO":
		return true
	}
	return len(name) > 1 && strings.Trim(name, "BCDFGHJKLMNPQRSTVWXYZ") == ""
}

// isBody reports whether a name that contains the word takes the article: most are kinds of states, bodies and
// forces.
func isBody(word string) bool {
	switch strings.ToLower(word) {
	case "emirates", "emirate", "kingdom", "state", "states", "republic", "republics", "union", "federation", "empire",
		"islands", "commonwealth", "confederation", "caliphate", "sultanate", "principality", "duchy", "monarchy",
		"protectorate", "province", "provinces", "region", "territory", "territories", "nations", "countries", "community",
		"powers", "allies", "axis", "entente", "pact", "accord", "alliance", "coalition", "league", "bloc", "quartet",
		"organization", "organisation", "agency", "association", "authority", "administration", "assembly", "bank",
		"bureau", "commission", "committee", "conference", "congress", "council", "court", "department", "directorate",
		"foundation", "fund", "government", "institute", "junta", "ministry", "mission", "network", "office", "parliament",
		"presidency", "secretariat", "senate", "service", "society", "tribunal", "army", "battalion", "battalions",
		"brigade", "brigades", "command", "company", "corps", "division", "force", "forces", "front", "group", "guard",
		"guards", "legion", "militia", "militias", "regiment", "brotherhood", "faction", "movement", "party", "rebels",
		"resistance", "wing", "minister", "ministers", "president", "presidents", "chancellor", "envoy", "secretary":
		return true
	}
	return false
}

// isEnding reports whether a name that ends with the word takes the article.
func isEnding(word string) bool {
	switch strings.ToLower(word) {
	case "bahamas", "comoros", "gambia", "maldives", "netherlands", "philippines", "seychelles", "transvaal", "kremlin",
		"see", "vatican", "contras", "houthis", "janjaweed", "mujahideen", "peshmerga", "rouge", "taleban", "taliban",
		"tigers":
		return true
	}
	return false
}

// isTitle reports whether the word, followed by "of", "to" or "for", makes a name the title of a post.
func isTitle(word string) bool {
	switch strings.ToLower(word) {
	case "minister", "ministers", "president", "presidents", "chancellor", "envoy", "secretary", "secretary-general",
		"ambassador", "chairman", "chief", "commander", "emir", "emperor", "governor", "head", "king", "leader", "prince",
		"queen", "representative", "spokesman", "sultan":
		return true
	}
	return false
}
