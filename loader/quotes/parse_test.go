package quotes_test

import (
	"errors"
	"strings"
	"testing"

	"entente/loader/quotes"
)

// webPage is a page with what is not its text, words across elements, and lines that are words apart.
const webPage = `<!DOCTYPE html>
<html><head><meta charset=utf-8><title>Not in the text</title>
<style>p { color: red }</style><script>var notText = "<p>nor this";</script>
</head><body>
<h1>Envoys meet</h1><p>The self<b>-styled</b> council&nbsp;has
&ldquo;no&shy; troops&rdquo; <a href="x">on
the island</a>.<br>It said<noscript>or not</noscript> so.
<template><p>never shown</p></template>
<table><tr><td>One<td>Two</table><p>An AT&amp;T line<!-- a remark --> ends.
</body></html>
`

func TestParseHTML(t *testing.T) {
	text, err := quotes.Parse("page.html", []byte(webPage))
	if err != nil {
		t.Fatal(err)
	}
	for _, quote := range []string{
		"Envoys meet", `The self-styled council has "no troops" on the island. It said so.`, "One Two", "An AT&T line ends.", "so […] Two An AT&T",
	} {
		if _, err := text.Find(quote); err != nil {
			t.Errorf("%s: %v", quote, err)
		}
	}
	for _, quote := range []string{"Not in the text", "color", "nor this", "or not", "never shown", "a remark", "OneTwo"} {
		if p, err := text.Find(quote); err == nil {
			t.Errorf("%s: found %+v", quote, p)
		}
	}
	if _, err := text.Find("on the peninsula. It said so."); err == nil || !strings.Contains(err.Error(), `on line 7, which has "island" instead of "peninsula"`) {
		t.Errorf("error %v, want line 7", err)
	}
}

func TestParse(t *testing.T) {
	for _, tt := range []struct {
		name, file, text string
		want             error
	}{
		{"plain", "a.txt", "Some words", nil},
		{"with a mark of its encoding", "A.TXT", "\ufeffSome words", nil},
		{"HTML", "a.htm", "<p>Some words", nil},
		{"XHTML", "a.xhtml", `<?xml version="1.0" encoding="UTF-8"?><html><body>Some words</body></html>`, nil},
		{"tags in plain text", "a.txt", "Some words <b>", nil},
		{"another form", "a.pdf", "Some words", quotes.ErrForm},
		{"no form", "a", "Some words", quotes.ErrForm},
		{"another encoding", "a.txt", "Some \x93words\x94", quotes.ErrEncoding},
		{"UTF-16", "a.txt", "\xff\xfeS\x00", quotes.ErrEncoding},
		{"empty", "a.txt", " \n", quotes.ErrEmpty},
		{"an empty page", "a.html", "<title>Some words</title>", quotes.ErrEmpty},
		{"too large", "a.txt", strings.Repeat("x", quotes.MaxSize+1), quotes.ErrSize},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text, err := quotes.Parse(tt.file, []byte(tt.text))
			if !errors.Is(err, tt.want) {
				t.Fatalf("error %v, want %v", err, tt.want)
			}
			if err != nil {
				return
			}
			if p, err := text.Find("Some words"); err != nil || p.Before != "" {
				t.Errorf("%+v, %v", p, err)
			}
		})
	}
}

func TestParseCharset(t *testing.T) {
	for head, want := range map[string]string{
		`<meta charset="windows-1252">`:                                            "windows-1252",
		`<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">`: "ISO-8859-1",
		`<?xml version="1.0" encoding='koi8-r'?>`:                                  "koi8-r",
		`<meta charset="UTF-8">`:                                                   "",
		`<META CONTENT='text/html;charset=Utf-8' http-equiv=content-type>`:         "",
		`<meta name="charsets">`:                                                   "",
	} {
		_, err := quotes.Parse("a.html", []byte(head+"<p>Some words"))
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "save it as UTF-8")) {
			t.Errorf("%s: error %v, want one about %q", head, err, want)
		}
	}
}
