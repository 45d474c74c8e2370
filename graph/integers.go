package graph

import (
	"strconv"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/core"
)

// integers is the rule of validation that a whole number in a query fits an Int (section 3.5.1 of the specification), which
// gqlparser leaves to whoever reads the argument: nobody does if there is nothing to resolve.
var integers = core.Rule{Name: "IntegersFit", RuleFunc: func(observers *core.Events, addError core.AddErrFunc) {
	observers.OnValue(func(_ *core.Walker, value *ast.Value) {
		if value.Kind != ast.IntValue || value.Definition == nil || value.Definition.Name != "Int" {
			return
		}
		if _, err := strconv.ParseInt(value.Raw, 10, 32); err != nil {
			addError(core.Message("Int cannot represent %s: it is not a whole number of 32 bits.", value.Raw), core.At(value.Position))
		}
	})
}}
