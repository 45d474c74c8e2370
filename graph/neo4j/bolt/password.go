package bolt

import (
	"fmt"
	"os"
	"strings"

	"entente/graph/regular"
)

// maxPassword is the maximum number of bytes of a file with a password.
const maxPassword = 1 << 16

// Password returns the password that is in a file, without the end of its line; where no file is named, that of the
// environment variable NEO4J_PASSWORD.
func Password(file string) (string, error) {
	if file == "" {
		return os.Getenv("NEO4J_PASSWORD"), nil
	}
	text, err := regular.ReadFile(file, maxPassword)
	if err != nil {
		return "", fmt.Errorf("read the password: %w", err)
	}
	return strings.TrimRight(string(text), "\r\n"), nil
}
