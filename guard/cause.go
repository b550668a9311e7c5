package guard

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"cistern/audit"
	"cistern/credit"
)

// maxReason is the longest reason, in characters.
const maxReason = 500

// Cause is who makes a change, why, and in which request.
type Cause struct {
	Actor     audit.Actor
	Reason    string // at most 500 characters; empty where none was given
	RequestID string // empty outside of requests
}

func (c Cause) check() error {
	if utf8.RuneCountInString(c.Reason) > maxReason || !isText(c.Reason) {
		return badInput("reason", "a reason has at most %d characters, all of them printable", maxReason)
	}
	return nil
}

// isText reports whether a text can be kept and shown: no control characters, which a person does not type into one line.
func isText(s string) bool { return utf8.ValidString(s) && !strings.ContainsFunc(s, unicode.IsControl) }

func badInput(field, format string, args ...any) *credit.Error {
	return &credit.Error{Code: credit.CodeBadInput, Field: field, Message: fmt.Sprintf(format, args...)}
}

func notFound(what string) *credit.Error {
	return &credit.Error{Code: credit.CodeNotFound, Message: "there is no such " + what}
}
