// Package email writes what notify tells people and carries it to a mail server, or to a shelf where a demo shows it.
//
// What people named (agents, workspaces, contracts, themselves) is put into a mail as text: it can neither add a header, nor a line,
// nor markup.
package email
