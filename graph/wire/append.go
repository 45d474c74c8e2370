package wire

import (
	"strconv"
	"time"

	"entente/graph/alliance"
)

// The functions below append the JSON of a scalar, the same as the Marshal functions write.

// AppendID appends an id.
func AppendID(json []byte, id string) []byte { return AppendString(json, id) }

// AppendText appends an optional text; an absent one is null.
func AppendText(json []byte, t alliance.Text) []byte {
	if t == "" {
		return append(json, "null"...)
	}
	return AppendString(json, string(t))
}

// AppendInt appends an integer.
func AppendInt(json []byte, i int) []byte { return strconv.AppendInt(json, int64(i), 10) }

// AppendFloat appends a finite number.
func AppendFloat(json []byte, f float64) []byte { return strconv.AppendFloat(json, f, 'g', -1, 64) }

// AppendBoolean appends true or false.
func AppendBoolean(json []byte, b bool) []byte { return strconv.AppendBool(json, b) }

// AppendDate appends a date; an absent one is null.
func AppendDate(json []byte, d alliance.Date) []byte {
	if d.IsZero() {
		return append(json, "null"...)
	}
	return append(d.Append(append(json, '"')), '"')
}

// AppendDateTime appends a time in UTC, to the second.
func AppendDateTime(json []byte, t time.Time) []byte {
	return append(t.UTC().AppendFormat(append(json, '"'), time.RFC3339), '"')
}

// AppendString appends a text. What needs no escape is copied in runs.
func AppendString(json []byte, s string) []byte {
	json = append(json, '"')
	start := 0
	for i := range len(s) {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		json = appendEscape(append(json, s[start:i]...), c)
		start = i + 1
	}
	return append(append(json, s[start:]...), '"')
}

// appendEscape appends a character that must not be in a JSON string.
func appendEscape(json []byte, c byte) []byte {
	const hex = "0123456789ABCDEF"
	switch c {
	case '\t':
		return append(json, `\t`...)
	case '\r':
		return append(json, `\r`...)
	case '\n':
		return append(json, `\n`...)
	case '\\', '"':
		return append(json, '\\', c)
	}
	return append(json, '\\', 'u', '0', '0', hex[c>>4], hex[c&0xf])
}
