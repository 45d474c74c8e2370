package mapping

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/types"
	"github.com/expr-lang/expr/vm"

	"entente/loader/internal/factfile"
)

// An expression is one of a mapping, compiled for the columns of a data file.
type expression struct {
	text string
	// slot is what the expression is, if it is only a name.
	slot *slot
	// same is the text that the slot is compared with, in an expression such as column == "text", or differs from.
	same      *string
	different bool
	// program is any other expression; uses are the names in it.
	program *vm.Program
	machine vm.VM
	uses    []use
	env     map[string]any
}

// A use is a name in an expression.
type use struct {
	name string
	slot slot
}

// compile compiles an expression. The error says what is wrong with it.
func (s *scope) compile(text string) (*expression, error) {
	e := &expression{text: text}
	if at, known := s.slots[text]; known {
		e.slot = &at
		return e, nil
	}
	program, err := expr.Compile(text, expr.Env(s.env()), expr.Patch(&namer{s}), expr.AllowUndefinedVariables(), expr.Function(countryFunction, country))
	if err != nil {
		return nil, errors.New(plainError(err))
	}
	e.program, e.env = program, map[string]any{}
	if err := e.find(s, program.Node()); err != nil {
		return nil, err
	}
	e.simplify(program.Node())
	return e, nil
}

// countryFunction is the name of the function that the language has here beside its own.
const countryFunction = "alpha3"

// country returns the ISO 3166 alpha-3 code of a country that its argument has some other code of, or "".
func country(args ...any) (any, error) {
	if len(args) != 1 {
		return nil, fmt.Errorf("%s takes 1 argument, not %d", countryFunction, len(args))
	}
	return factfile.CountryCode(textOf(args[0])), nil
}

// env returns the types of the names.
func (s *scope) env() types.Map {
	env := types.Map{}
	for name := range s.slots {
		if s.lists[name] {
			env[name] = types.Any
		} else {
			env[name] = types.String
		}
	}
	return env
}

// plainError returns the message of an error of the expression language without the picture of the place.
func plainError(err error) string {
	if e, ok := errors.AsType[*file.Error](err); ok {
		return fmt.Sprintf("%s (at character %d of the expression)", e.Message, e.Column+1)
	}
	return err.Error()
}

// A namer turns names with dots, such as other.year and columns that are named so, and $env["a column"], into names. In JSON
// lines, the latter may be a column that no line has.
type namer struct{ *scope }

// Visit implements [ast.Visitor].
func (n *namer) Visit(node *ast.Node) {
	name, root := dotted(*node)
	if name == root {
		return
	}
	_, isName := n.slots[root]
	_, known := n.slots[name]
	if !known && n.open && root == "" && name != "" {
		n.add(name, slot{kind: nowhere})
		known = true
	}
	if known || n.open && !isName && root != "" {
		ast.Patch(node, &ast.IdentifierNode{Value: name})
	}
}

// dotted returns the name that a chain of members spells, and its first part. What begins with $env is a name as a whole.
func dotted(node ast.Node) (name, root string) {
	switch n := node.(type) {
	case *ast.IdentifierNode:
		return n.Value, n.Value
	case *ast.MemberNode:
		property, ok := n.Property.(*ast.StringNode)
		if !ok {
			return "", ""
		}
		of, root := dotted(n.Node)
		switch of {
		case "":
			return "", ""
		case "$env":
			return property.Value, ""
		}
		return of + "." + property.Value, root
	}
	return "", ""
}

// find notes the names that an expression uses, and returns an error if one is unknown.
func (e *expression) find(s *scope, node ast.Node) error {
	f := &finder{declared: map[string]bool{}}
	ast.Walk(&node, f)
	for _, name := range f.names {
		at, known := s.slots[name]
		switch {
		case f.declared[name]:
			continue
		case f.called[name]:
			return fmt.Errorf("unknown function %.60q", name)
		case known:
		case s.open && strings.Contains(name, "."):
			at = slot{kind: nowhere}
		default:
			return s.unknown(name)
		}
		e.uses = append(e.uses, use{name, at})
	}
	return nil
}

// unknown returns the error for a name that is no column.
func (s *scope) unknown(name string) error {
	if meant := s.meant(name); meant != "" {
		return fmt.Errorf("unknown column %.60q (did you mean %.60q?)", name, meant)
	}
	known := strings.Join(s.sorted(), ", ")
	if len(known) > 300 {
		known = known[:strings.LastIndex(known[:300], ",")] + ", …"
	}
	return fmt.Errorf("unknown column %.60q (the columns are %s)", name, known)
}

// A finder collects the names in an expression.
type finder struct {
	names            []string
	declared, called map[string]bool
}

// Visit implements [ast.Visitor].
func (f *finder) Visit(node *ast.Node) {
	switch n := (*node).(type) {
	case *ast.IdentifierNode:
		f.names = append(f.names, n.Value)
	case *ast.VariableDeclaratorNode:
		f.declared[n.Name] = true
	case *ast.CallNode:
		if callee, ok := n.Callee.(*ast.IdentifierNode); ok && callee.Value == countryFunction {
			f.names = slices.DeleteFunc(f.names, func(name string) bool { return name == countryFunction })
		} else if ok {
			if f.called == nil {
				f.called = map[string]bool{}
			}
			f.called[callee.Value] = true
		}
	}
}

// simplify notes that the expression only compares a cell with a text, as most do: that takes no virtual machine.
func (e *expression) simplify(node ast.Node) {
	binary, ok := node.(*ast.BinaryNode)
	if !ok || binary.Operator != "==" && binary.Operator != "!=" || len(e.uses) != 1 || e.uses[0].slot.kind > inJoin {
		return
	}
	_, left := binary.Left.(*ast.IdentifierNode)
	text, right := binary.Right.(*ast.StringNode)
	if left && right {
		e.slot, e.same, e.different = &e.uses[0].slot, &text.Value, binary.Operator == "!="
	}
}

// value returns the value of the expression in a row.
func (e *expression) value(r *row) (any, error) {
	if e.same != nil {
		v, err := r.value(*e.slot)
		text, ok := v.(string)
		return (ok && text == *e.same) != e.different, err
	}
	if e.slot != nil {
		return r.value(*e.slot)
	}
	for _, u := range e.uses {
		v, err := r.value(u.slot)
		if err != nil {
			return nil, err
		}
		e.env[u.name] = v
	}
	v, err := e.machine.Run(e.program, e.env)
	if err != nil {
		return nil, fmt.Errorf("%.80s: %s", e.text, runtimeError(err))
	}
	return v, nil
}

// runtimeError returns the message of an error in a row.
func runtimeError(err error) string {
	if e, ok := errors.AsType[*file.Error](err); ok {
		return e.Message
	}
	return err.Error()
}

// holds reports whether the expression is true in a row. No expression always is.
func (e *expression) holds(r *row) (bool, error) {
	if e == nil {
		return true, nil
	}
	v, err := e.value(r)
	if err != nil {
		return false, err
	}
	yes, ok := holds(v)
	if !ok {
		return false, badFile{problemf(e.at(r), "%.60q is neither yes nor no (compare it with what it must be, such as %.60[2]s == %.60[1]q)", textOf(v), e.text)}
	}
	return yes, nil
}

// at returns the position of what the expression is about: its cell, if it is about one.
func (e *expression) at(r *row) factfile.Pos {
	if e.slot != nil {
		return r.at(*e.slot)
	}
	for _, u := range e.uses {
		if u.slot.kind == inRow {
			return r.at(u.slot)
		}
	}
	return r.record.at(-1)
}
