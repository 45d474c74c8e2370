package quotes_test

import (
	"strings"
	"testing"

	"entente/loader/quotes"
)

// article is a text in which there is something of everything.
const article = "Envoys meet in Valletta\n\n" +
	"The envoy, Ms\u00a0Ibarra, said on Mon\u00adday that the self-styled council “has no troops on the island – none”.\n" +
	"Her ministry’s spokes\u00adman didn't answer… The o\ufb03ce of l’envoy, in the U.S. and in 1,200 other\n" +
	"places, spoke of 3.5 million people -- and of more.\n\n" +
	"‘‘We have no troops,’’ the council said. 港口在星期二关闭。 كتـــاب قديم. The ministry said: We know.\n"

func TestFind(t *testing.T) {
	text := quotes.New(article)
	for _, tt := range []struct{ name, quote, want string }{
		{"as it is", "Envoys meet in Valletta", "Envoys meet in Valletta"},
		{"spaces and lines", "Envoys  meet\nin Valletta The envoy , Ms Ibarra", "Envoys meet in Valletta\n\nThe envoy, Ms Ibarra"},
		{"soft hyphens", "said on Monday", "said on Monday"},
		{"its own soft hyphens", "En\u00advoys meet", "Envoys meet"},
		{"quotation marks", `"has no troops on the island - none"`, "“has no troops on the island – none”"},
		{"other quotation marks", `the self-styled council «has no troops`, "the self-styled council “has no troops"},
		{"marks that enclose only the quote", `“has no troops on the island”`, "“has no troops on the island"},
		{"doubled marks", `"We have no troops," the council`, "‘‘We have no troops,’’ the council"},
		{"an apostrophe", "Her ministry's spokesman didn’t answer", "Her ministry’s spokesman didn't answer"},
		{"dashes", "on the island—none", "on the island – none"},
		{"two hyphens", "3.5 million people – and of more.", "3.5 million people -- and of more."},
		{"another hyphen", "the self\u2010styled council", "the self-styled council"},
		{"an ellipsis", "answer... The office", "answer… The oﬃce"},
		{"a ligature", "The office of", "The oﬃce of"},
		{"after an article", "envoy, in the U.S. and", "envoy, in the U.S. and"},
		{"a script without spaces", "在星期二关", "在星期二关"},
		{"a word made longer", "كتاب قديم", "كتـــاب قديم"},
		{"something left out", "The envoy, Ms Ibarra, […] has no troops on the island", ""},
		{"[...]", "The ministry [...] We know", "The ministry said: We know"},
		{"the shortest stretch", "no troops […] the council", "no troops,’’ the council"},
		{"left out at the ends", "[…] meet in [ … ]", "meet in"},
		{"a part without words", "§ […] meet in", "meet in"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := text.Find(tt.quote)
			if err != nil {
				t.Fatal(err)
			}
			if tt.want != "" && p.Quote != tt.want {
				t.Errorf("got %q, want %q", p.Quote, tt.want)
			}
		})
	}
}

func TestMissing(t *testing.T) {
	const copyIt = " (copy it word for word, and write […] for what is left out)"
	text := quotes.New(article)
	for _, tt := range []struct{ name, quote, want string }{
		{"another word", "the self-styled council has no soldiers on the island",
			`"self-styled council has no soldiers on the island" is most like "self-styled council “has no troops on the island" on line 3, which has "troops" instead of "soldiers"` + copyIt},
		{"another word within marks", "council “has no soldiers on the island",
			`"council “has no soldiers on the island" is most like "council “has no troops on the island" on line 3, which has "troops" instead of "soldiers"` + copyIt},
		{"another first word", "Ministers meet in Valletta", `"Ministers meet in Valletta" is most like "Envoys meet in Valletta" on line 1, which has "Envoys" instead of "Ministers"` + copyIt},
		{"another last word", "Envoys meet in Vienna", `"Envoys meet in Vienna" is most like "Envoys meet in Valletta" on line 1, which has "Valletta" instead of "Vienna"` + copyIt},
		{"case of all", "HER MINISTRY’S SPOKESMAN DIDN'T ANSWER", `"HER MINISTRY’S SPOKESMAN DIDN'T" is most like "Her ministry’s spokesman didn't" on line 4, which has "Her" instead of "HER"` + copyIt},
		{"case", "envoys meet in Valletta", `"envoys meet in Valletta" is most like "Envoys meet in Valletta" on line 1, which has "Envoys" instead of "envoys"` + copyIt},
		{"a word too many", "Envoys will meet in Valletta", `"Envoys will meet in Valletta" is most like "Envoys meet in Valletta" on line 1, which has no "will" there` + copyIt},
		{"a word too few", "Envoys meet Valletta", `"Envoys meet Valletta" is most like "Envoys meet in Valletta" on line 1, which has "in" before "Valletta"` + copyIt},
		{"punctuation", "spoke of 3.5 million people, and of more",
			`"spoke of 3.5 million people, and of more" is most like "spoke of 3.5 million people -- and of more" on line 5, which has "--" instead of ","` + copyIt},
		{"an omission that is not marked", "The envoy said on Monday",
			`"The envoy said on Monday" is most like "The envoy, Ms Ibarra, said on Monday" on line 3, which has "Ms" before "said"` + copyIt},
		{"in a part", "Envoys meet […] the self-styled parliament “has no troops",
			`"the self-styled parliament “has no troops" is most like "the self-styled council “has no troops" on line 3, which has "council" instead of "parliament"` + copyIt},
		{"the end of a word", "styled council", `"styled council" on line 3 begins or ends within a word, "self-styled" (quote whole words)`},
		{"the beginning of a word", "that the self", `"that the self" on line 3 begins or ends within a word, "self-styled" (quote whole words)`},
		{"what something belongs to", "Her ministry", `"Her ministry" on line 4 begins or ends within a word, "ministry’s" (quote whole words)`},
		{"part of a number", "200 other places", `"200 other places" on line 4 begins or ends within a word, "1,200" (quote whole words)`},
		{"part of an abbreviation", "in the U", `"in the U" on line 4 begins or ends within a word, "U.S" (quote whole words)`},
		{"parts in another order", "The ministry said […] Envoys meet",
			`"Envoys meet" is on line 1, before what it comes after in the quote (put the parts in the order of the text)`},
		{"elsewhere", "Rebels took the airfield at dawn", `nothing there is like "Rebels took the airfield at dawn" (check from which source it is, and copy it word for word)`},
		{"no words known", "Nobody", `nothing there is like "Nobody" (check from which source it is, and copy it word for word)`},
		{"nothing but what is left out", "[…] [...]", "it has no words (quote some, or leave the quote out)"},
		{"nothing but marks", "“”", "it has no words (quote some, or leave the quote out)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := text.Find(tt.quote)
			if err == nil {
				t.Fatalf("found %+v", p)
			}
			if err.Error() != tt.want {
				t.Errorf("got  %s\nwant %s", err, tt.want)
			}
		})
	}
}

// A quote in brackets is not special.
func TestBrackets(t *testing.T) {
	text := quotes.New("He [Haftar] said so. Then […] he left.")
	for _, quote := range []string{"He [Haftar] said so", "Then […] he left", "said so […] he left"} {
		if _, err := text.Find(quote); err != nil {
			t.Errorf("%s: %v", quote, err)
		}
	}
	if _, err := text.Find("He said [so]"); err == nil {
		t.Error("brackets are ignored")
	}
}

// A quote with more words than are compared is described where it differs.
func TestMissingLong(t *testing.T) {
	words := strings.Fields(prose(4000, 1))
	text := quotes.New(strings.Join(words, " "))
	words[3000] = "walrus"
	_, err := text.Find(strings.Join(words[100:3900], " "))
	if err == nil || !strings.Contains(err.Error(), `instead of "walrus"`) {
		t.Errorf("error %v, want one about the walrus", err)
	}
}

func TestPassage(t *testing.T) {
	long := strings.Repeat("word ", 100)
	text := quotes.New("Before. " + long + "here: it\n\n stands,\u00ad so. " + long + "There it ends.")
	p, err := text.Find("it stands")
	if err != nil {
		t.Fatal(err)
	}
	if length := len(p.Before); length < 235 || length > 240 || !strings.HasPrefix(p.Before, "word ") || !strings.HasSuffix(p.Before, "word here: ") {
		t.Errorf("before, %d: %q", length, p.Before)
	}
	if length := len(p.After); length < 235 || length > 240 || !strings.HasPrefix(p.After, ", so. word") || !strings.HasSuffix(p.After, " word") {
		t.Errorf("after, %d: %q", length, p.After)
	}
	if p.Quote != "it\n\nstands" {
		t.Errorf("quote: %q", p.Quote)
	}
	for quote, want := range map[string]string{
		"here […] so":        "here: it\n\nstands, so",
		"here […] ends […].": "here […] ends",
	} {
		if p, err := text.Find(quote); err != nil || p.Quote != want {
			t.Errorf("%s: %q, %v, want %q", quote, p.Quote, err, want)
		}
	}
	if p, err := quotes.New("One.\n \nTwo\nis so. \r\n\r\n Three.").Find("Two is so"); err != nil || p.Before != "One.\n\n" || p.After != ".\n\nThree." {
		t.Errorf("with paragraphs: %+v, %v", p, err)
	}
	if p, err := text.Find("Before"); err != nil || p.Before != "" {
		t.Errorf("%+v, %v", p, err)
	}
	if p, err := text.Find("There it ends."); err != nil || p.After != "" {
		t.Errorf("%+v, %v", p, err)
	}
}
