package graph

import (
	"strings"
	"unicode"
)

// formulaStarts begin a formula in some spreadsheet, the wide forms in those that take them for the narrow ones.
const formulaStarts = "=+-@＝＋－＠"

// cell is a text that a spreadsheet shows and does not run: one that it could take for a formula, also after what is not seen, and one
// that begins with a tab or the end of a line, gets an apostrophe before it (CWE-1236).
func cell(text string) string {
	seen := strings.TrimLeftFunc(text, func(c rune) bool { return unicode.IsSpace(c) || !unicode.IsPrint(c) })
	formula := strings.IndexFunc(seen, func(c rune) bool { return strings.ContainsRune(formulaStarts, c) }) == 0
	if formula || strings.IndexAny(text, "\t\r\n") == 0 {
		return "'" + text
	}
	return text
}
