package main

import (
	_ "embed"
	"go/types"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"text/template"

	"github.com/99designs/gqlgen/codegen"
	"github.com/99designs/gqlgen/codegen/config"
	"github.com/99designs/gqlgen/codegen/templates"
)

//go:embed plain.gotpl
var plainTemplate string

// plain is a plugin of gqlgen that generates what [entente/graph/plain] has to know of the schema: how to write the values of
// its types, with all fields that are plain.
type plain struct{}

// Name implements gqlgen's plugin.Plugin.
func (plain) Name() string { return "plain" }

// GenerateCode implements gqlgen's plugin.CodeGenerator.
func (plain) GenerateCode(data *codegen.Data) error {
	return templates.Render(templates.Options{
		PackageName:     data.Config.Exec.Package,
		Filename:        filepath.Join(filepath.Dir(data.Config.Exec.Filename), "plain.go"),
		Template:        plainTemplate,
		Data:            data,
		GeneratedHeader: true,
		Packages:        data.Config.Packages,
		Funcs: template.FuncMap{
			"isPlain": isPlain, "isResolver": isResolver, "isSafe": isSafe, "isLeaf": isLeaf,
			"references": references, "composites": composites, "lists": lists, "write": write, "append": appender, "argument": argument,
		},
	})
}

// isPlain reports whether the value of an object alone answers a field: it is a field of a struct, or a method that neither
// takes a context nor has errors.
func isPlain(f *codegen.Field) bool {
	isRead := f.IsVariable() || f.IsMethod() && !f.MethodHasContext && (f.NoErr || f.VOkFunc && !f.TypeReference.GQL.NonNull)
	return isRead && !f.IsResolver && !f.IsBatch() && !f.HasHaser && !f.HasDirectives()
}

// isResolver reports whether a resolver answers a field, and nothing else has to do with it.
func isResolver(f *codegen.Field) bool { return f.IsResolver && !f.IsBatch() && !f.HasDirectives() }

// isLeaf reports whether values of a type are scalars or enum values.
func isLeaf(r *config.TypeReference) bool { return r.Definition.IsLeafType() }

// isSafe reports whether a type's values are never null, or may be.
func isSafe(r *config.TypeReference) bool {
	if !isLeaf(r) || r.IsSlice() || r.IsNilable() {
		return false
	}
	_, basic := r.GO.(*types.Basic)
	return basic || r.CastType != nil || !r.GQL.NonNull
}

// references returns the types of the values that plain fields have, and what they are made of, ordered.
func references(data *codegen.Data) []*config.TypeReference {
	found := map[string]*config.TypeReference{}
	for _, o := range data.Objects {
		for _, f := range o.Fields {
			for r := f.TypeReference; r != nil && (isPlain(f) || !isLeaf(r)) && !o.Stream; r = r.Elem() {
				found[write(r)] = r
				if !r.IsSlice() {
					break
				}
			}
		}
	}
	return slices.SortedFunc(maps.Values(found), func(a, b *config.TypeReference) int { return strings.Compare(write(a), write(b)) })
}

// composites returns the types whose values have objects in them, by their names in the schema.
func composites(data *codegen.Data) map[string][]*config.TypeReference {
	named := map[string][]*config.TypeReference{}
	for _, r := range references(data) {
		if !isLeaf(r) {
			named[r.GQL.String()] = append(named[r.GQL.String()], r)
		}
	}
	return named
}

// lists returns those of the [composites] that are lists.
func lists(data *codegen.Data) map[string][]*config.TypeReference {
	named := composites(data)
	maps.DeleteFunc(named, func(_ string, all []*config.TypeReference) bool { return !all[0].IsSlice() })
	return named
}

// write returns the name of the function that writes values of a type.
func write(r *config.TypeReference) string { return "write" + r.UniquenessKey() }

// appender returns the function that appends a scalar or an enum value: the one in graph/wire with the name of that which
// marshals it.
func appender(r *config.TypeReference) string {
	return "wire." + strings.Replace(r.Marshaler.Name(), "Marshal", "Append", 1)
}

// argument returns the expression for a scalar or an enum value v as its marshaling function takes it.
func argument(r *config.TypeReference) string {
	v := "v"
	if r.IsNilable() && !r.IsTargetNilable() {
		v = "*v"
	}
	if r.CastType != nil {
		return templates.CurrentImports.LookupType(r.CastType) + "(" + v + ")"
	}
	return v
}
