package credit

import "slices"

// Authority is what somebody is in a workspace and in the contract that owns it; either may be nothing.
type Authority struct {
	Workspace WorkspaceRole
	Contract  []ContractRole
}

// Assignable are the roles that they may give to members of the workspace, and take from them: nobody gives more than they have.
// Owners of a workspace buy credits, which admins of the organization may not (D17), so those stop at admins.
func (a Authority) Assignable() []WorkspaceRole {
	switch {
	case a.Workspace == RoleOwner, slices.Contains(a.Contract, RoleOrgOwner):
		return []WorkspaceRole{RoleOwner, RoleAdmin, RoleMember, RoleGuest}
	case a.Workspace == RoleAdmin, slices.Contains(a.Contract, RoleOrgAdmin):
		return []WorkspaceRole{RoleAdmin, RoleMember, RoleGuest}
	default:
		return nil
	}
}

// Appointable are the roles in the contract that they may give and take. The account team is not the customer's to appoint.
func (a Authority) Appointable() []ContractRole {
	if slices.Contains(a.Contract, RoleOrgOwner) {
		return []ContractRole{RoleOrgOwner, RoleOrgAdmin}
	}
	return nil
}
