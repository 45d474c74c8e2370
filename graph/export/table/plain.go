package table

import "strconv"

// Present reports whether the cell is not absent.
func (c *Cell) Present() bool { return c.present }

// Plain returns the cell as a text: that of CSV, but as it is even if a spreadsheet would take it for a formula.
func (c *Cell) Plain(t Type) string {
	switch t {
	case String:
		return c.text
	case List:
		return joined(c.list)
	case Date:
		return c.day.Date().String()
	default:
		return c.csv(t)
	}
}

// Whole returns the cell of an integer, or of a Boolean as 0 or 1.
func (c *Cell) Whole() string { return strconv.FormatInt(c.integer, 10) }

// AppendJSON appends the cell as JSON to b, null if it is absent.
func (c *Cell) AppendJSON(b []byte, t Type) []byte { return c.json(b, t) }

// Empty reports whether the cell is absent, or a list without items.
func (c *Cell) Empty(t Type) bool { return !c.present || t == List && len(c.list) == 0 }
