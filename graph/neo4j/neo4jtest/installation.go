package neo4jtest

import (
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/gofrs/flock"
)

//go:embed pom.xml
var pom []byte

// Version is the default version of Neo4j; Newest needs Java 21 or later.
const (
	Version = "5.26.30"
	Newest  = "2026.08.1"
)

// An installation is the Java executable and the version of Neo4j that a server is started from.
type installation struct{ java, version string }

// usual returns the default installation, subject to JAVA_HOME and NEO4J_VERSION.
func usual() installation {
	from := installation{"java", cmp.Or(os.Getenv("NEO4J_VERSION"), Version)}
	if home := os.Getenv("JAVA_HOME"); home != "" {
		from.java = filepath.Join(home, "bin", "java")
	}
	return from
}

// findJava returns the path of a Java of at least the given version: that of JAVA_HOME, otherwise one in /usr/lib/jvm.
func findJava(least int) (string, error) {
	homes, err := filepath.Glob("/usr/lib/jvm/*")
	if err != nil {
		return "", err
	}
	for _, home := range append([]string{os.Getenv("JAVA_HOME")}, homes...) {
		release, err := os.ReadFile(filepath.Join(home, "release"))
		if err != nil {
			continue // not a Java
		}
		_, version, _ := strings.Cut(string(release), "JAVA_VERSION=\"")
		major, _, _ := strings.Cut(version, ".")
		if n, err := strconv.Atoi(major); err == nil && n >= least {
			return filepath.Join(home, "bin", "java"), nil
		}
	}
	return "", fmt.Errorf("%w: Java %d or later not found (install it, or set JAVA_HOME)", errMissing, least)
}

// jars returns the directory with the jars of a version. The first test process that needs them fetches them with
// Maven.
func jars(version string) (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	lib := filepath.Join(cache, "entente-neo4j", version)
	if _, err := os.Stat(filepath.Join(lib, ".complete")); err == nil {
		return lib, nil
	}
	if _, err := exec.LookPath("mvn"); err != nil {
		return "", fmt.Errorf("%w: Maven is not installed (install it, or set NEO4J_TEST_URI)", errMissing)
	}
	if err := os.MkdirAll(filepath.Dir(lib), 0o755); err != nil {
		return "", err
	}
	lock := flock.New(lib + ".lock")
	if err := lock.Lock(); err != nil {
		return "", fmt.Errorf("wait for the test process that fetches Neo4j: %w", err)
	}
	defer lock.Unlock()
	if _, err := os.Stat(filepath.Join(lib, ".complete")); err == nil {
		return lib, nil
	}
	if err := errors.Join(os.RemoveAll(lib), os.Mkdir(lib, 0o755)); err != nil { // left over from an unfinished fetch
		return "", err
	}
	return lib, fetch(lib, version)
}

// fetch fetches the jars of a version into a directory with Maven.
func fetch(dir, version string) error {
	project := filepath.Join(dir, "pom.xml")
	if err := os.WriteFile(project, pom, 0o600); err != nil {
		return err
	}
	maven := exec.Command("mvn", "-q", "-B", "-f", project, "dependency:copy-dependencies",
		"-Dneo4j.version="+version, "-DincludeScope=runtime", "-DoutputDirectory="+dir)
	if out, err := maven.CombinedOutput(); err != nil {
		return fmt.Errorf("%w: Maven cannot fetch the jars of %s: %s", errMissing, version, out)
	}
	return os.WriteFile(filepath.Join(dir, ".complete"), nil, 0o600)
}
