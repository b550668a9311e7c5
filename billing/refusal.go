package billing

import (
	"fmt"

	"cistern/credit"
)

func badInput(field, format string, args ...any) *credit.Error {
	return &credit.Error{Code: credit.CodeBadInput, Field: field, Message: fmt.Sprintf(format, args...)}
}

func forbidden(format string, args ...any) *credit.Error {
	return &credit.Error{Code: credit.CodeForbidden, Message: fmt.Sprintf(format, args...)}
}

func notFound(what string) *credit.Error {
	return &credit.Error{Code: credit.CodeNotFound, Message: "there is no such " + what}
}

// maxKey is the longest idempotency key, in characters.
const maxKey = 200

// checkKey refuses a request that could not be told from its repetition.
func checkKey(key string) error {
	if credit.CheckText("", key, 1, maxKey) != nil {
		return badInput("", "send a header Idempotency-Key of 1 to %d characters, such as a UUID: one for each thing that is wanted, and the same one when it is sent again", maxKey)
	}
	return nil
}

var errKeyUsed = &credit.Error{
	Code: credit.CodeConflict, Message: "this Idempotency-Key was used before with other content; nothing was changed",
}
