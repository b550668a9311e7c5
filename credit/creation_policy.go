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

// Values lists what ent accepts.
func (CreationPolicy) Values() []string { return texts(creationPolicies) }

// MarshalGQL writes the word as GraphQL and JSON have it.
func (v CreationPolicy) MarshalGQL(w io.Writer) { marshalEnum(w, v) }

// UnmarshalGQL refuses any other word.
func (v *CreationPolicy) UnmarshalGQL(in any) (err error) {
	*v, err = unmarshalEnum(in, creationPolicies)
	return err
}
