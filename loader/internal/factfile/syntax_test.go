package factfile

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestYAMLSyntax(t *testing.T) {
	const wrongPlace = `the line is indented neither like the list above it nor like the keys in its items (begin each item with "- ", and indent keys like their neighbours)`
	const escape = `a \ in double quotes that begins no YAML escape sequence (write \\, or put the text in single quotes)`
	check(t, "a.yaml", []wrong{
		{"a colon in a text", "conflicts:\n  - {id: a}\n  - id: b\n    name: War: the film\n", []string{
			`4:14: this is not YAML: a second ": " on one line (put text that contains a colon in quotes; check the indentation)`,
		}},
		{"a tab for indentation", "conflicts:\n  - id: b\n\tname: B\n", []string{
			"3:1: this is not YAML: a tab in the indentation (indent with spaces)",
		}},
		{"a quote that is open", "conflicts:\n  - id: b\n    name: \"B\n  - id: c\n    name: C\n", []string{
			"3:11: this is not YAML: this quote is never closed (add the closing quote)",
		}},
		{"a single quote that is open", "conflicts:\n  - id: b\n    name: 'B\n", []string{
			"3:11: this is not YAML: this quote is never closed (add the closing quote)",
		}},
		{"a list that is open", "conflicts: [\n  {id: b, name: B}\n\n", []string{
			"1:12: this is not YAML: this [ is never closed, or a comma is missing after it (add it; put text that contains brackets, commas or colons in quotes)",
		}},
		{"a comma that is missing", "conflicts:\n  - {id: b name: B}\n", []string{
			"2:5: this is not YAML: this { is never closed, or a comma is missing after it (add it; put text that contains braces, commas or colons in quotes)",
		}},
		{"an item further out", "conflicts:\n  - {id: b, name: B}\n - {id: c, name: C}\n", []string{
			"3:2: this is not YAML: the line fits neither the mapping that it is in nor a new one (check the indentation, and the quotes above it)",
		}},
		{"a key further out", "conflicts:\n  - id: b\n   name: B\n", []string{"3:4: this is not YAML: " + wrongPlace}},
		{"text that begins with an asterisk", "conflicts:\n  - id: b\n    name: *B\n", []string{
			"3:11: this is not YAML: text that begins with * (put it in quotes)",
		}},
		{"text that begins with a backtick", "conflicts:\n  - id: b\n    name: `B`\n", []string{
			"3:11: this is not YAML: a tab, or text that begins with @, ` or % (indent with spaces; put such text in quotes)",
		}},
		{"an escape that is none", "conflicts:\n  - id: b\n    name: \"C:\\data\"\n", []string{"3:14: this is not YAML: " + escape}},
		{"an escape with letters for digits", "conflicts:\n  - id: b\n    name: \"Ü:\\user\"\n", []string{"3:14: this is not YAML: " + escape}},
		{"an escape beside one that is right", "conflicts:\n  - id: b\n    name: \"\\\\\\data\"\n", []string{"3:14: this is not YAML: " + escape}},
		{"half a character", `conflicts: [{id: b, name: "B \ud83d\ude00"}]`, []string{
			`1:32: this is not YAML: a \u that stands for no character, such as half of one that JSON writes as two (write the character itself, or \U and eight digits)`,
		}},
		{"text after a quote", "conflicts:\n  - id: b\n    name: \"War\" it was\n", []string{
			"3:17: this is not YAML: text after a closing quote (put all of it in quotes: double ones if it has apostrophes, single ones if it has double ones)",
		}},
		{"text after a quote in braces", "conflicts:\n  - {id: b, name: 'War' it was}\n", []string{
			"2:25: this is not YAML: text after a closing quote (put all of it in quotes: double ones if it has apostrophes, single ones if it has double ones)",
		}},
		{"in a later document", "actors: []\n---\nactors: [\n", []string{
			"4:1: this is not YAML: a value is missing before this (close the brackets and quotes above it)",
		}},
	})
}

// Text where a key was meant is reported at its own position, not where the library fails.
func TestYAMLKeys(t *testing.T) {
	const dash = `a space is missing after "-" (begin each item with "- ")`
	const goesOn = `a ": " in what is read as the end of the text above (indent a key like its neighbours, or put the text in quotes)`
	lacks := func(content, better string) string {
		return `"` + content + `" has no colon (write "` + better + `" after a key, and indent text that continues further than its key)`
	}
	for _, tt := range []struct{ name, text, want string }{
		{"no colon in an item's first line", "actors:\n  - id a\n    name: A\n", `2:5: ` + lacks("id a", "id: a")},
		{"no colon, and a comment", "actors:\n  - id: a\n    name A # its name\n    type: STATE\n", `3:5: ` + lacks("name A", "name: A")},
		{"no colon in the middle", "actors:\n  - id: a\n    name A\n    type: STATE\n", `3:5: ` + lacks("name A", "name: A")},
		{"no colon in the last line", "actors:\n  - id: a\n    type STATE\n", `3:5: ` + lacks("type STATE", "type: STATE")},
		{"no colon at the end of the file", "actors:\n  - id: a\n    type STATE", `3:5: ` + lacks("type STATE", "type: STATE")},
		{"no colon after a section", "actors\n  - id: a\n    name: A\n", `1:1: ` + lacks("actors", "actors:")},
		{"a text that goes on at the margin of its key", "conflicts:\n  - id: a\n    description: one\n    two three\n    name: A\n", `4:5: ` + lacks("two three", "two: three")},
		{"no space after a colon", "actors:\n  - id: a\n    name:A\n    type: STATE\n", `3:5: a space is missing after "name:" (write "name: A")`},
		{"no space after the first colon", "actors:\n  - id:a\n    name: A\n", `2:5: a space is missing after "id:" (write "id: a")`},
		{"no space after the first dash", "actors:\n  -id: a\n    name: A\n", "2:3: " + dash},
		{"no space after a later dash", "actors:\n  - id: a\n    name: A\n  -id: b\n    name: B\n", "4:3: " + dash},
		{"no space after the dash of a mapping in braces", "actors:\n  - {id: a}\n  -{id: b}\n", "3:3: " + dash},
		{"no space after the only dash", "actors:\n  -{id: a, name: A}\n", "2:3: " + dash},
		{"a key further in", "conflicts:\n  - id: a\n    name: A\n      from: 2020\n", "4:11: " + goesOn},
		{"a } too many", "conflicts:\n  - {id: a, name: A}}\n  - {id: b, name: B}\n", "2:21: this } closes no { (delete it, or write ] where a [ is open)"},
		{"a } too many in a list", "conflicts: [{id: a, name: A}}]\n", "1:29: this } closes no { (delete it, or write ] where a [ is open)"},
		{"a ] too many", "actors:\n  - id: a\n    aliases: [A]]\n    name: A\n", "3:17: this ] closes no [ (delete it, or write } where a { is open)"},
		{"a ] too many at the end", "actors: []]\n", "1:11: this ] closes no [ (delete it, or write } where a { is open)"},
		{"a } for a ]", "actors:\n  - id: a\n    aliases: [A}\n    name: A\n", "3:16: this } closes no { (delete it, or write ] where a [ is open)"},
		{"a text after |", "conflicts:\n  - id: a\n    name: | A\n", "3:13: text on the line of its | or > (begin it on the next line, or put text that begins with | or > in quotes)"},
		{"a list after a key", "actors:\n  - id: a\n    aliases: - A\n", `3:14: a list that begins on the line of its key (begin it on the next line, or put text that begins with "- " in quotes)`},
		{"a directive", "%a\nactors: []\n", "1:1: a line that begins with % (delete it, or put it in quotes)"},
		{"a first line further in", "  actors: []\nsources: []\n", "2:1: the line is indented less than the first one (begin all top-level keys at the margin)"},
		{"with line ends of Windows", "actors:\r\n  - id a\r\n    name: A\r\n", `2:5: ` + lacks("id a", "id: a")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			place, says, _ := strings.Cut(tt.want, ": ")
			want := []string{place + ": this is not YAML: " + says}
			if diff := cmp.Diff(want, problems("a.yaml", tt.text)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestJSONSyntax(t *testing.T) {
	check(t, "a.json", []wrong{
		{"a comma too many", "{\"actors\": [],\n}", []string{
			"2:1: this is not JSON: invalid character '}' looking for beginning of object key string (check commas, quotes and brackets here)",
		}},
		{"a comma in a list too many", "{\"actors\": [\n{},\n]}", []string{
			"3:1: this is not JSON: invalid character ']' looking for beginning of value (check commas, quotes and brackets here)",
		}},
		{"a key without quotes", "{\n  actors: []\n}", []string{
			"2:3: this is not JSON: invalid character 'a' (check commas, quotes and brackets here)",
		}},
		{"single quotes", "{\n  'actors': []\n}", []string{
			"2:3: this is not JSON: invalid character '\\'' (check commas, quotes and brackets here)",
		}},
		{"a line break in a text", "{\"actors\": [{\"name\": \"A\nB\"}]}", []string{
			"1:22: this is not JSON: invalid character '\\n' in string literal (check commas, quotes and brackets here)",
		}},
		{"an end that is missing", "{\"actors\": [", []string{
			"1:13: this is not JSON: the file ends too early (check commas, quotes and brackets here)",
		}},
		{"two objects", "{}\n\n  {}", []string{
			"3:3: this is not JSON: something follows the end of the object (check commas, quotes and brackets here)",
		}},
		{"one object for each line", "{\"actors\": []}\n{\"actors\": []}\n", []string{
			"2:1: this is not JSON: something follows the end of the object (check commas, quotes and brackets here)",
		}},
		{"too deep", strings.Repeat(`{"actors":[`, 40), []string{
			"1:287: this is not JSON: nested too deeply (check commas, quotes and brackets here)",
		}},
		{"a number that is none", `{"actors": [01]}`, []string{
			"1:14: this is not JSON: invalid character '1' after array element (check commas, quotes and brackets here)",
		}},
	})
}

func TestIllegible(t *testing.T) {
	for _, file := range []string{"a.yaml", "a.json"} {
		check(t, file, []wrong{
			{"Latin-1", "# \n{} # T\xfcrkei\n", []string{"2:7: the file is not UTF-8 text (save it as UTF-8)"}},
			{"cut off in a letter", "{}\n# \xd8", []string{"2:3: the file is not UTF-8 text (save it as UTF-8)"}},
			{"UTF-16", "\xff\xfe{\x00}\x00", []string{"1:1: the file is not UTF-8 text (save it as UTF-8)"}},
			{"a null byte", "{}\n\x00\n", []string{"2:1: the file has the control character U+0000 (delete it)"}},
			{"an escape sequence", "{} # حفتر\x1b[0m", []string{"1:10: the file has the control character U+001B (delete it)"}},
			{"a control character of Latin-1", "{} # é\u0081", []string{"1:7: the file has the control character U+0081 (delete it)"}},
			{"a noncharacter", "{} # é\uffff", []string{"1:7: the file has U+FFFF, which is no character (delete it)"}},
			{"a delete character", "\x7f", []string{"1:1: the file has the control character U+007F (delete it)"}},
		})
	}
}

func TestUnwantedCharacters(t *testing.T) {
	check(t, "a.yaml", []wrong{
		{"line breaks and tabs in prose", `conflicts: [{id: a, name: A, description: "a\n\tb"}]`, nil},
		{"a line break in a name", `conflicts: [{id: a, name: "A\nB"}]`, []string{
			"1:27: name has a line break (write it on one line)",
		}},
		{"a tab in a name", `conflicts: [{id: a, name: "A\tB"}]`, []string{"1:27: name has a tab (write a space)"}},
		{"a bell in prose", `conflicts: [{id: a, name: A, description: "a\ab"}]`, []string{
			"1:43: description has the control character U+0007 (delete it)",
		}},
		{"a control character beyond ASCII", `conflicts: [{id: a, name: "A\x9fB"}]`, []string{
			"1:27: name has the control character U+009F (delete it)",
		}},
		{"a character that was lost", "conflicts: [{id: a, name: T\ufffdrkei}]", []string{
			"1:27: name has the character \ufffd, which stands for one that was lost (copy the text from its source again)",
		}},
		{"marks of direction are letters' business", "conflicts: [{id: a, name: \"حفتر\u200e (LNA)\", description: \"\u200fحفتر\u200e\"}]", nil},
		{"an alias with a sample that could not be shown", `actors: [{id: a, name: A, type: STATE, aliases: "a\ab"}]`, []string{
			"1:49: aliases is text, not a list (write […])",
		}},
	})
}
