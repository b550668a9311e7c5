package guard

import (
	"fmt"

	"cistern/credit"
)

func badInput(field, format string, args ...any) *credit.Error {
	return &credit.Error{Code: credit.CodeBadInput, Field: field, Message: fmt.Sprintf(format, args...)}
}

func notFound(what string) *credit.Error {
	return &credit.Error{Code: credit.CodeNotFound, Message: "there is no such " + what}
}
