package querytest

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
	"github.com/vektah/gqlparser/v2/validator"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// A Coverage counts what queries ask for.
type Coverage struct {
	schema *ast.Schema
	// Asked is how often each field, argument, field of an input and enum value of an input occurs in valid queries.
	Asked map[string]int
	// Made and Valid are how many queries have each root field, and how many of those that should be valid are.
	Made, Valid map[string]int
	// Invalid are the queries that should be valid and are not, with what is wrong.
	Invalid []string
}

// NewCoverage returns an empty coverage of a schema.
func NewCoverage(schema *ast.Schema) *Coverage {
	return &Coverage{schema: schema, Asked: map[string]int{}, Made: map[string]int{}, Valid: map[string]int{}}
}

// Add counts what a query asks for.
func (c *Coverage) Add(q Query) {
	document, err := parser.ParseQuery(&ast.Source{Input: q.Text})
	if err != nil {
		if q.Spoiled == "" {
			c.Invalid = append(c.Invalid, err.Error()+"\n"+q.String())
		}
		return
	}
	errs := validator.ValidateWithRules(c.schema, document, rules.NewDefaultRules())
	if q.Spoiled == "" {
		c.roots(document, c.Made)
		if len(errs) > 0 {
			c.Invalid = append(c.Invalid, errs.Error()+"\n"+q.String())
		} else {
			c.roots(document, c.Valid)
		}
	}
	if len(errs) > 0 {
		return
	}
	for _, o := range document.Operations {
		for _, v := range o.VariableDefinitions {
			c.value(v.DefaultValue)
			c.variable(v.Type, q.value(v.Variable))
		}
		c.selections(o.SelectionSet)
	}
	for _, f := range document.Fragments {
		c.selections(f.SelectionSet)
	}
}

// roots counts the root fields of a document.
func (c *Coverage) roots(document *ast.QueryDocument, counts map[string]int) {
	for _, o := range document.Operations {
		for _, s := range o.SelectionSet {
			if f, ok := s.(*ast.Field); ok {
				counts[f.Name]++
			}
		}
	}
}

// selections counts fields and their arguments, recursively but for named fragments.
func (c *Coverage) selections(set ast.SelectionSet) {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			if s.ObjectDefinition != nil && s.Name != "__typename" {
				c.Asked[s.ObjectDefinition.Name+"."+s.Name]++
			}
			for _, a := range s.Arguments {
				c.Asked[s.ObjectDefinition.Name+"."+s.Name+"("+a.Name+")"]++
				c.value(a.Value)
			}
			c.selections(s.SelectionSet)
		case *ast.InlineFragment:
			if s.TypeCondition != "" {
				c.Asked["... on "+s.TypeCondition]++
			}
			c.selections(s.SelectionSet)
		}
	}
}

// value counts the fields of inputs and the enum values in a literal.
func (c *Coverage) value(v *ast.Value) {
	if v == nil || v.Definition == nil {
		return
	}
	if v.Kind == ast.EnumValue {
		c.Asked[v.Definition.Name+"."+v.Raw]++
	}
	for _, child := range v.Children {
		if v.Kind == ast.ObjectValue {
			c.Asked[v.Definition.Name+"."+child.Name]++
		}
		c.value(child.Value)
	}
}

// value returns the value of a variable, or nil.
func (q Query) value(name string) any {
	values := map[string]any{}
	if q.Variables != "" && json.Unmarshal([]byte(q.Variables), &values) != nil {
		return nil
	}
	return values[name]
}

// variable counts the fields of inputs and the enum values in a value of a variable.
func (c *Coverage) variable(t *ast.Type, value any) {
	d := c.schema.Types[t.Name()]
	switch value := value.(type) {
	case []any:
		for _, item := range value {
			c.variable(cmp.Or(t.Elem, t), item)
		}
	case map[string]any:
		for name, v := range value {
			if f := d.Fields.ForName(name); f != nil {
				c.Asked[d.Name+"."+name]++
				c.variable(f.Type, v)
			}
		}
	case string:
		if d.Kind == ast.Enum {
			c.Asked[d.Name+"."+value]++
		}
	}
}

// Missing returns what of the schema no query has asked for.
func (c *Coverage) Missing() []string {
	var missing []string
	need := func(name string) {
		if c.Asked[name] == 0 {
			missing = append(missing, name)
		}
	}
	for _, t := range c.schema.Types {
		if t == c.schema.Subscription || strings.HasPrefix(t.Name, "__") && t.Kind == ast.Enum {
			continue
		}
		for _, f := range t.Fields {
			need(t.Name + "." + f.Name)
			for _, a := range f.Arguments {
				need(t.Name + "." + f.Name + "(" + a.Name + ")")
			}
		}
		for _, v := range t.EnumValues {
			if c.isInput(t.Name) {
				need(t.Name + "." + v.Name)
			}
		}
	}
	slices.Sort(missing)
	return missing
}

// isInput reports whether an argument, or a field of an input, is of a type.
func (c *Coverage) isInput(name string) bool {
	for _, t := range c.schema.Types {
		for _, f := range t.Fields {
			if t.Kind == ast.InputObject && f.Type.Name() == name {
				return true
			}
			if slices.ContainsFunc(f.Arguments, func(a *ast.ArgumentDefinition) bool { return a.Type.Name() == name }) {
				return true
			}
		}
	}
	return false
}
