package factfile

import "testing"

func TestUnmerged(t *testing.T) {
	const message = "a merge conflict was left in this file (keep one of the versions, or join them, and delete the lines that begin with <<<<<<<, |||||||, ======= and >>>>>>>)"
	const item = "  - {id: a, name: A}\n"
	check(t, "a.yaml", []wrong{
		{"two versions", "conflicts:\n<<<<<<< HEAD\n" + item + "=======\n" + item + ">>>>>>> branch\n", []string{"2:1: " + message}},
		{"three versions", "conflicts:\n" + item + "<<<<<<< HEAD\n||||||| base\n=======\n>>>>>>> branch\n", []string{"3:1: " + message}},
		{"at the beginning", "<<<<<<< .mine\nconflicts: []\n=======\n>>>>>>> .r2\n", []string{"1:1: " + message}},
		{"lines of Windows", "conflicts:\r\n<<<<<<< HEAD\r\n=======\r\n>>>>>>> branch\r\n", []string{"2:1: " + message}},
		{"only the end is left", "conflicts:\n" + item + ">>>>>>> branch\n", []string{"3:1: " + message}},
		{"only the middle is left", "conflicts:\n" + item + "=======", []string{"3:1: " + message}},
		{"within quotes", "conflicts:\n  - id: a\n    name: A\n    description: \"one\n<<<<<<< HEAD\n      two\n=======\n      three\n>>>>>>> branch\n      four\"\n", []string{"5:1: " + message}},
		{"within a comment", "# one\n<<<<<<< HEAD\n# two\n=======\n# three\n>>>>>>> branch\n", []string{"2:1: " + message}},
		{"a heading in a text", "conflicts:\n  - id: a\n    name: A\n    description: |\n      Title\n      =======\n      <<<<<<< x\n", nil},
		{"a line of signs", "# ========\n# =======\nconflicts: []\n", nil},
	})
	check(t, "a.json", []wrong{
		{"JSON", "{\"conflicts\": [\n<<<<<<< HEAD\n=======\n>>>>>>> branch\n]}", []string{"2:1: " + message}},
	})
}
