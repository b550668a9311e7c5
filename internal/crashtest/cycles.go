package crashtest

import (
	"os"
	"strconv"
	"testing"
)

// Cycles is how often a test kills: CRASH_CYCLES, or three times.
func Cycles(t testing.TB) int {
	t.Helper()
	text, given := os.LookupEnv("CRASH_CYCLES")
	if !given {
		return 3
	}
	cycles, err := strconv.Atoi(text)
	must(t, err)
	return cycles
}
