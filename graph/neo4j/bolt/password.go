package bolt

import (
	"fmt"
	"os"
	"strings"
)

// Password returns the password that is in a file, without the end of its line; where no file is named, that of the
// environment variable NEO4J_PASSWORD.
func Password(file string) (string, error) {
	if file == "" {
		return os.Getenv("NEO4J_PASSWORD"), nil
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("read the password: %w", err)
	}
	return strings.TrimRight(string(text), "\r\n"), nil
}
