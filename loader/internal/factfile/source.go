package factfile

import _ "embed"

//go:embed document.go
var source string

// GoSource returns the Go source of [Document] and the structs in it, whose comments describe the format.
func GoSource() string { return source }
