package mapping

import (
	"io"
	"strings"

	"github.com/valyala/fasttemplate"

	"entente/loader/internal/factfile"
)

// A value is one of a mapping, compiled: a template, or the first of its cases that is not empty.
type value struct {
	parts []part
	cases []choice
	// ref is the name of what the value stands for, if it is one of the rule.
	ref string
}

// A part of a template is text, or an expression.
type part struct {
	text string
	from *expression
}

// A choice is a value under a condition.
type choice struct {
	when      *expression
	then, els *value
}

// value compiles a value. It takes the names that stand for things of the rule.
func (c *compiler) value(v factfile.Value, refs map[string]bool) *value {
	if !v.Given() {
		return nil
	}
	out := &value{}
	for _, raw := range v.Cases {
		out.cases = append(out.cases, choice{c.expression(raw.When), c.value(raw.Then, refs), c.value(raw.Else, refs)})
	}
	if len(v.Cases) == 0 && refs[v.Template] {
		out.ref = v.Template
	} else if len(v.Cases) == 0 {
		out.parts = c.parts(v.Template, v.At)
	}
	return out
}

// parts returns the parts of a template.
func (c *compiler) parts(template string, at factfile.Pos) (parts []part) {
	t, err := fasttemplate.NewTemplate(template, "{", "}")
	if err != nil {
		c.report(at, "%.60q has a { without a } (write {column})", template)
		return nil
	}
	w := &partWriter{}
	_, _ = t.ExecuteFunc(w, func(_ io.Writer, tag string) (int, error) {
		w.parts = append(w.parts, part{from: c.compile(strings.TrimSpace(tag), at)})
		return 0, nil
	})
	return w.parts
}

// A partWriter collects the texts between the tags of a template.
type partWriter struct{ parts []part }

// Write implements [io.Writer].
func (w *partWriter) Write(text []byte) (int, error) {
	if len(text) > 0 {
		w.parts = append(w.parts, part{text: string(text)})
	}
	return len(text), nil
}

// leaf returns the template that counts in a row, or nil if none does.
func (v *value) leaf(r *row) (*value, error) {
	if v == nil || len(v.cases) == 0 {
		return v, nil
	}
	for _, c := range v.cases {
		yes, err := c.when.holds(r)
		if err != nil {
			return nil, err
		}
		of := c.then
		if !yes {
			of = c.els
		}
		leaf, err := of.leaf(r)
		if err != nil {
			return nil, err
		}
		if leaf == nil {
			continue
		}
		if text, err := leaf.fill(r, nil); leaf.ref != "" || text != "" || err != nil {
			return leaf, err
		}
	}
	return nil, nil
}

// text returns the text of the value in a row, "" if it has none, each inserted text changed by each unless that is nil.
func (v *value) text(r *row, each func(string) string) (string, error) {
	leaf, err := v.leaf(r)
	if leaf == nil || err != nil {
		return "", err
	}
	return leaf.fill(r, each)
}

// fill fills in a template. One that has nothing but empty cells is empty.
func (v *value) fill(r *row, each func(string) string) (string, error) {
	if len(v.parts) == 1 {
		return v.parts[0].fill(r, each)
	}
	var b strings.Builder
	filled := false
	for i := range v.parts {
		text, err := v.parts[i].fill(r, each)
		if err != nil {
			return "", err
		}
		filled = filled || v.parts[i].from != nil && text != ""
		b.WriteString(text)
	}
	if !filled && len(v.parts) > 0 {
		return "", nil
	}
	return strings.TrimSpace(b.String()), nil
}

// fill returns the text of a part.
func (p *part) fill(r *row, each func(string) string) (string, error) {
	if p.from == nil {
		return p.text, nil
	}
	text, err := p.from.asText(r)
	if each != nil {
		text = each(text)
	}
	return text, err
}

// asText returns the value of the expression in a row as text.
func (e *expression) asText(r *row) (string, error) {
	if e.slot != nil && e.same == nil {
		return r.text(*e.slot)
	}
	v, err := e.value(r)
	return textOf(v), err
}

// at returns the position of the first cell that the value is made of, or that of the row.
func (v *value) at(r *row) factfile.Pos {
	leaf, err := v.leaf(r)
	if err == nil && leaf != nil {
		for _, p := range leaf.parts {
			if p.from != nil {
				return p.from.at(r)
			}
		}
	}
	return r.record.at(-1)
}
