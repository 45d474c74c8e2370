package factfile

import "bytes"

// mergeMarkers begin the lines that Git, Mercurial and Subversion write into a file around two versions of its lines.
var mergeMarkers = []string{"<<<<<<<", "|||||||", "=======", ">>>>>>>"}

// unmerged returns the first line of a merge conflict that was left in a file, if there is any. Some of it may be gone:
// each marker counts, alone at the margin or followed by a space, where no fact file has anything like it.
func unmerged(text []byte) (Problem, bool) {
	first := -1
	for _, marker := range mergeMarkers {
		if at := lineOffset(text, marker); at >= 0 && (first < 0 || at < first) {
			first = at
		}
	}
	if first < 0 {
		return Problem{}, false
	}
	at := Pos{uint32(bytes.Count(text[:first], []byte("\n"))) + 1, 1}
	return Problem{at, "a merge conflict was left in this file (keep one of the versions, or join them, and delete the lines that begin with <<<<<<<, |||||||, ======= and >>>>>>>)"}, true
}

// lineOffset returns the offset of the first line that is the marker or begins with it and a space, or -1.
func lineOffset(text []byte, marker string) int {
	for from := 0; ; {
		at := bytes.Index(text[from:], []byte(marker))
		if at < 0 {
			return -1
		}
		at += from
		from = at + len(marker)
		ends := from == len(text) || text[from] == ' ' || text[from] == '\n' || text[from] == '\r'
		if ends && (at == 0 || text[at-1] == '\n') {
			return at
		}
	}
}
