package auth

// Code says what kind of refusal an Error is; clients branch on it.
type Code string

// The values of Code.
const (
	CodeUnauthenticated    Code = "UNAUTHENTICATED"
	CodeNotFound           Code = "NOT_FOUND"
	CodeForbidden          Code = "FORBIDDEN"
	CodePlanNotEligible    Code = "PLAN_NOT_ELIGIBLE"
	CodeInvalidCredentials Code = "INVALID_CREDENTIALS" //nolint:gosec // a word, no credential
	CodeBadRequest         Code = "BAD_REQUEST"
	CodeRateLimited        Code = "RATE_LIMITED"
	CodeInternal           Code = "INTERNAL"
)

// Error is a refusal that is safe to show. Two of one code are the same to errors.Is, whatever their messages.
type Error struct {
	Code    Code   `json:"code"`
	Message string `json:"message"` // what is wrong and what to do or whom to ask, for a person
}

func (e *Error) Error() string { return e.Message }

// Is reports whether the target is an Error of the same code.
func (e *Error) Is(target error) bool {
	other, ok := target.(*Error)
	return ok && other.Code == e.Code
}

// The refusals of Viewer.Require. The message of a returned ErrForbidden says whom to ask.
var (
	ErrUnauthenticated = &Error{CodeUnauthenticated, "You are not signed in. Sign in, or send a valid service token."}
	ErrNotFound        = &Error{CodeNotFound, "There is nothing here that you can see. Check the id, or ask an owner for access."}
	ErrForbidden       = &Error{CodeForbidden, "You may not do this."}
	ErrPlanNotEligible = &Error{CodePlanNotEligible, "The plan does not include this. An owner can move to Business or Enterprise."}
)

// The refusals of signing in, beside those of the limits.
var (
	errInvalidCredentials = &Error{CodeInvalidCredentials, "The email address or the password is wrong."}
	// ErrBusy says that too many passwords are being checked at once.
	ErrBusy = &Error{CodeRateLimited, "Too many people are signing in at once. Try again in a few seconds."}
)
