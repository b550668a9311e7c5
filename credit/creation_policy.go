package credit

import "io"

// CreationPolicy says who may create agents in a workspace (D12).
type CreationPolicy string

// The values of CreationPolicy.
const (
	CreationEveryone        CreationPolicy = "EVERYONE"
	CreationOwners          CreationPolicy = "OWNERS"
	CreationOwnersAndListed CreationPolicy = "OWNERS_AND_LISTED"
)

var creationPolicies = []CreationPolicy{CreationEveryone, CreationOwners, CreationOwnersAndListed}

// Lets reports whether the policy lets a member of the workspace create agents: owners always, guests never, and the others where it is
// for everyone or the owners list them.
func (v CreationPolicy) Lets(role WorkspaceRole, listed bool) bool {
	switch role {
	case RoleOwner:
		return true
	case RoleGuest:
		return false
	default:
		return v == CreationEveryone || v == CreationOwnersAndListed && listed
	}
}

// Values lists what ent accepts.
func (CreationPolicy) Values() []string { return texts(creationPolicies) }

// MarshalGQL writes the word as GraphQL and JSON have it.
func (v CreationPolicy) MarshalGQL(w io.Writer) { marshalEnum(w, v) }

// UnmarshalGQL refuses any other word.
func (v *CreationPolicy) UnmarshalGQL(in any) (err error) {
	*v, err = unmarshalEnum(in, creationPolicies)
	return err
}
