package live

import (
	"bytes"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
	"time"
)

// Pending stands in a reading where its version belongs, which is known only when all of it has been read. Nobody can guess it.
var Pending = rand.Text()

// Reading is what a topic shows, as JSON, with Pending for its version.
type Reading struct {
	Body []byte
	At   time.Time // when it was made: where the body has it, as RFC 3339 in UTC, it does not count as a change
}

// Frame is a reading with its version. Nobody changes it.
type Frame struct {
	Version string
	Body    []byte

	hash   string
	number int // of the reading
}

// newFrame gives a reading a version: later ones sort after earlier ones, and what follows the dash is a hash of all that is shown, so
// that every process gives the same reading the same.
func newFrame(r Reading, number int) *Frame {
	sum := sha256.Sum256(bytes.ReplaceAll(r.Body, []byte(r.At.UTC().Format(time.RFC3339Nano)), nil))
	hash := hex.EncodeToString(sum[:10])
	version := fmt.Sprintf("%013x-%s", r.At.UnixMicro(), hash)
	return &Frame{
		Version: version, Body: bytes.ReplaceAll(r.Body, []byte(Pending), []byte(version)), hash: hash, number: number,
	}
}

// hashOf is the hash in a version; of anything else it is one that nothing has.
func hashOf(version string) string {
	_, hash, _ := strings.Cut(version, "-")
	return hash
}

// FinalError is an error of reading that trying again does not mend.
type FinalError struct{ Err error }

func (e *FinalError) Error() string { return e.Err.Error() }

// Unwrap is what is wrong.
func (e *FinalError) Unwrap() error { return e.Err }
