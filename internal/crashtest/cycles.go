package crashtest

import (
	"os"
	"strconv"
	"testing"
)

// Cycles is how often a test kills: CRASH_CYCLES, or as often as it does without.
func Cycles(t testing.TB, without int) int {
	t.Helper()
	text, given := os.LookupEnv("CRASH_CYCLES")
	if !given {
		return without
	}
	cycles, err := strconv.Atoi(text)
	must(t, err)
	return cycles
}
