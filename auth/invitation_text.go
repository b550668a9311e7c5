package auth

import "github.com/google/uuid"

// invitationPrefix begins what the link of an invitation carries; the rest is made like a service token.
const invitationPrefix = "inv_"

// NewInvitationText makes what the link of an invitation to a place in the contract carries, and the hash that is kept of it.
func NewInvitationText(contract uuid.UUID) (text string, hash []byte) {
	t := newTokenText(contract)
	sum := t.hash()
	return t.text(invitationPrefix), sum[:]
}

// ParseInvitationText reads what NewInvitationText made; false for anything else.
func ParseInvitationText(text string) (contract uuid.UUID, hash []byte, ok bool) {
	t, ok := parseText(invitationPrefix, text)
	sum := t.hash()
	return t.contract(), sum[:], ok
}

// InvitationPath is where the link of an invitation leads. Its secret is behind the #, which browsers keep to themselves: it gets into
// no log.
func InvitationPath(text string) string { return "/invitation#" + text }
