package diff

import (
	"bufio"
	"encoding/json"
	"io"
)

// A header is the first line of a diff as JSON lines.
type header struct {
	Type   string              `json:"type"`
	Old    string              `json:"old"`
	New    string              `json:"new"`
	Counts map[Type]map[Op]int `json:"counts"`
}

// PrintJSON prints a diff as JSON lines, each an object. The first has the type DIFF, the old and new version, and the
// counts of what happened by type and op, in which those that are absent are 0; each of the others is a [Change]. Keys and
// names are stable; a program must ignore those that it does not know.
func PrintJSON(w io.Writer, d *Diff) error {
	b := bufio.NewWriter(w)
	to := json.NewEncoder(b)
	to.SetEscapeHTML(false)
	if err := to.Encode(header{"DIFF", d.Old, d.New, d.Counts()}); err != nil {
		return err
	}
	for i := range d.Changes {
		if err := to.Encode(&d.Changes[i]); err != nil {
			return err
		}
	}
	return b.Flush()
}
