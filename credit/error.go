package credit

import (
	"fmt"
	"io"
)

// ErrorCode says what kind of refusal an Error is; callers branch on it.
type ErrorCode string

// The values of ErrorCode.
const (
	CodeBadInput     ErrorCode = "BAD_USER_INPUT"
	CodeNotFound     ErrorCode = "NOT_FOUND"
	CodeForbidden    ErrorCode = "FORBIDDEN"
	CodeConflict     ErrorCode = "CONFLICT"
	CodeBlocked      ErrorCode = "BLOCKED"
	CodePeriodClosed ErrorCode = "PERIOD_CLOSED"
	CodeInternal     ErrorCode = "INTERNAL"
)

var errorCodes = []ErrorCode{CodeBadInput, CodeNotFound, CodeForbidden, CodeConflict, CodeBlocked, CodePeriodClosed, CodeInternal}

// MarshalGQL writes the word as GraphQL and JSON have it.
func (v ErrorCode) MarshalGQL(w io.Writer) { marshalEnum(w, v) }

// UnmarshalGQL refuses any other word.
func (v *ErrorCode) UnmarshalGQL(in any) (err error) {
	*v, err = unmarshalEnum(in, errorCodes)
	return err
}

// Error is an expected refusal: safe to show to whoever asked. Everything else that goes wrong is a fault and stays inside.
type Error struct {
	Code    ErrorCode
	Field   string // name of the input field, empty when it is about the whole
	Message string // what is wrong and what to do, for a person
}

func (e *Error) Error() string { return e.Message }

func badInput(format string, args ...any) *Error {
	return &Error{Code: CodeBadInput, Message: fmt.Sprintf(format, args...)}
}
