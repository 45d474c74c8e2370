package factfile

import _ "embed"

//go:embed document.go
var source string

// GoSource returns the Go source of [Document] and the structs in it, whose comments describe the format.
func GoSource() string { return source }

//go:embed mapping.go
var mappingSource string

// MappingSource returns the Go source of [Mapping] and the structs in it, whose comments describe the format.
func MappingSource() string { return mappingSource }
