package credit

import (
	"io"
	"slices"
)

// WorkspaceRole is what a member may do in one workspace (D17).
type WorkspaceRole string

// The values of WorkspaceRole.
const (
	RoleOwner  WorkspaceRole = "OWNER"
	RoleAdmin  WorkspaceRole = "ADMIN"
	RoleMember WorkspaceRole = "MEMBER"
	RoleGuest  WorkspaceRole = "GUEST"
)

// workspaceRoles begin with the one that may do most.
var workspaceRoles = []WorkspaceRole{RoleOwner, RoleAdmin, RoleMember, RoleGuest}

// Above reports whether the role may do more than the other.
func (v WorkspaceRole) Above(other WorkspaceRole) bool {
	return slices.Index(workspaceRoles, v) < slices.Index(workspaceRoles, other)
}

// Values lists what ent accepts.
func (WorkspaceRole) Values() []string { return texts(workspaceRoles) }

// MarshalGQL writes the word as GraphQL and JSON have it.
func (v WorkspaceRole) MarshalGQL(w io.Writer) { marshalEnum(w, v) }

// UnmarshalGQL refuses any other word.
func (v *WorkspaceRole) UnmarshalGQL(in any) (err error) {
	*v, err = unmarshalEnum(in, workspaceRoles)
	return err
}

// ContractRole is what a person may do in every workspace of a contract (D17).
type ContractRole string

// The values of ContractRole.
const (
	RoleOrgOwner    ContractRole = "ORG_OWNER"
	RoleOrgAdmin    ContractRole = "ORG_ADMIN"
	RoleAccountTeam ContractRole = "ACCOUNT_TEAM"
)

var contractRoles = []ContractRole{RoleOrgOwner, RoleOrgAdmin, RoleAccountTeam}

// Values lists what ent accepts.
func (ContractRole) Values() []string { return texts(contractRoles) }

// MarshalGQL writes the word as GraphQL and JSON have it.
func (v ContractRole) MarshalGQL(w io.Writer) { marshalEnum(w, v) }

// UnmarshalGQL refuses any other word.
func (v *ContractRole) UnmarshalGQL(in any) (err error) {
	*v, err = unmarshalEnum(in, contractRoles)
	return err
}
