package archive

import (
	"fmt"
	"strings"
)

// readme returns the text of README.txt.
func (a account) readme() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", a.title())
	if d := strings.TrimSpace(a.description()); d != "" {
		fmt.Fprintf(&b, "%s\n\n", d)
	}
	if authors := a.authors(); len(authors) > 0 {
		fmt.Fprintf(&b, "Authors: %s\n", strings.Join(authors, "; "))
	}
	if licence := a.licence(); licence != "" {
		fmt.Fprintf(&b, "Licence: %s\n", licence)
	}
	fmt.Fprintf(&b, "Version: %s\n\n", a.version)
	fmt.Fprint(&b, `This is an archive of facts about actors (states, armed groups, organizations, persons), who supports, opposes or joins whom, and
what happened between them, each with the source that says so. The folder facts has the files that the facts were written in,
tables has what they add up to as CSV, for other programs.
The program entente answers questions about them, in GraphQL and in the browser. In its folder, with Go installed, and with the
name of this archive for archive.zip,

  go run . --facts archive.zip
  go run ./loader check archive.zip

the first serves the archive, the second lists what is in it and its version, which is that above. An archive that has been
changed is refused. To change the facts, unzip it and serve its folders, in this order:

  go run .`)
	for _, name := range a.names {
		fmt.Fprintf(&b, " --facts %s", quoted(factsPath+"/"+name))
	}
	fmt.Fprintf(&b, "\n\n%s describes the files, with the size and the SHA-256 digest of each; %s says how to cite the data.\n",
		descriptorPath, citationPath)
	return []byte(b.String())
}

// quoted returns an argument as shells take it.
func quoted(argument string) string {
	if strings.ContainsAny(argument, " '\"$&;()`!#[]{}") {
		return "'" + strings.ReplaceAll(argument, "'", `'\''`) + "'"
	}
	return argument
}
