// Package auth says who is calling and what they may do.
//
// Authenticator finds the Viewer of a request, a person with a session or a program with a service token, and puts it into the
// context. Viewer.Require asks the one permission table (permissions.go) whether the viewer may do an action; nothing else in the
// program decides that.
package auth
