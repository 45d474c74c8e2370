package factfile

// jsonSyntax writes JSON.
type jsonSyntax struct{}

func (jsonSyntax) section(to []byte, key string, first, list bool) []byte {
	if first {
		to = append(to, '{')
	} else {
		to = append(to, ',')
	}
	to = append(appendQuoted(append(to, '\n'), key), ": "...)
	if list {
		to = append(to, '[')
	}
	return to
}

func (jsonSyntax) item(to []byte, w *written, first bool) []byte {
	if !first {
		to = append(to, ',')
	}
	return appendJSON(append(to, '\n'), w)
}

func (jsonSyntax) value(to []byte, w *written) []byte { return appendJSON(to, w) }

func (jsonSyntax) endSection(to []byte) []byte { return append(to, "\n]"...) }

func (jsonSyntax) end(to []byte, empty bool) []byte {
	if empty {
		to = append(to, '{')
	}
	return append(to, "\n}\n"...)
}

// appendJSON appends a value in JSON, on one line.
func appendJSON(to []byte, w *written) []byte {
	brackets := "[]"
	switch w.form {
	case text:
		return appendQuoted(to, w.text)
	case list:
	case mapping:
		brackets = "{}"
	default:
		return append(to, w.text...)
	}
	to = append(to, brackets[0])
	for i := range w.items {
		if i > 0 {
			to = append(to, ", "...)
		}
		if w.form == mapping {
			to = append(appendQuoted(to, w.items[i].key), ": "...)
		}
		to = appendJSON(to, &w.items[i])
	}
	return append(to, brackets[1])
}
