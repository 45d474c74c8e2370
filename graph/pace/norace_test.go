//go:build !race

package pace_test

// slower is how many times as long everything may take.
const slower = 1
