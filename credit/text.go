package credit

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// CheckText refuses, with an *Error of CodeBadInput about the field, a text that has fewer or more characters than it may, or any that
// cannot be kept and shown: no control characters, which a person does not type into one line.
func CheckText(field, text string, fewest, most int) error {
	length := utf8.RuneCountInString(text)
	if length >= fewest && length <= most && utf8.ValidString(text) && !strings.ContainsFunc(text, unicode.IsControl) {
		return nil
	}
	return &Error{
		Code: CodeBadInput, Field: field,
		Message: fmt.Sprintf("write %d to %d characters, all of them printable", fewest, most),
	}
}
