package main

import (
	"strings"

	cyclonedx "github.com/CycloneDX/cyclonedx-go"
)

// encodeBOM returns a bill of materials, of all components and the keys of those that the project itself uses, in CycloneDX's JSON (cyclonedx.org), without what differs from run to run: serial
// numbers and times. What is only used to build or test has the scope `excluded`.
func encodeBOM(all []component, direct []string) (string, error) {
	project := cyclonedx.Component{BOMRef: "entente", Type: cyclonedx.ComponentTypeApplication, Name: "entente"}
	bom := cyclonedx.NewBOM()
	bom.SpecVersion, bom.JSONSchema = cyclonedx.SpecVersion1_6, "http://cyclonedx.org/schema/bom-1.6.schema.json"
	bom.Metadata = &cyclonedx.Metadata{Component: &project}
	components := make([]cyclonedx.Component, len(all))
	dependencies := []cyclonedx.Dependency{{Ref: project.BOMRef, Dependencies: &direct}}
	for i := range all {
		components[i] = material(&all[i])
		d := cyclonedx.Dependency{Ref: all[i].key()}
		if needs := all[i].needs; len(needs) > 0 {
			d.Dependencies = &needs
		}
		dependencies = append(dependencies, d)
	}
	bom.Components, bom.Dependencies = &components, &dependencies
	var out strings.Builder
	err := cyclonedx.NewBOMEncoder(&out, cyclonedx.BOMFileFormatJSON).SetPretty(true).SetEscapeHTML(false).Encode(bom)
	return out.String(), err
}

// material returns a component as CycloneDX describes it.
func material(c *component) cyclonedx.Component {
	m := cyclonedx.Component{
		BOMRef: c.key(), PackageURL: c.key(), Type: cyclonedx.ComponentTypeLibrary, Name: c.name, Version: c.version,
		Scope: cyclonedx.ScopeExcluded, Licenses: &cyclonedx.Licenses{{Expression: c.licence}},
	}
	if c.shipped {
		m.Scope = cyclonedx.ScopeRequired
	}
	if c.digest != "" {
		m.Hashes = &[]cyclonedx.Hash{{Algorithm: cyclonedx.HashAlgorithm(c.algorithm), Value: c.digest}}
	}
	return m
}
