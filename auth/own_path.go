package auth

import (
	"net/url"
	"strings"
	"unicode"
)

const maxPath = 2000

// ownPath is the path, with its query and fragment, if it is one of this site, and / for everything that leads or could be made to
// lead elsewhere: browsers take \ for / and skip tabs and line ends.
func ownPath(path string) string {
	u, err := url.Parse(path)
	elsewhere := err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || u.Opaque != ""
	if elsewhere || len(path) > maxPath || !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") ||
		strings.ContainsRune(path, '\\') || strings.ContainsFunc(path, unicode.IsControl) {
		return "/"
	}
	return path
}
