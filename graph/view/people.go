package view

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"cistern/auth"
	"cistern/credit"
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/report"
)

// Member is a person with a role in a workspace, as the caller sees them.
type Member struct {
	*ent.Membership
	User   *User
	Caller *auth.Viewer
}

// ID is its key.
func (m Member) ID() globalid.ID {
	return globalid.ID{Type: globalid.Member, Contract: m.ContractID, Of: m.Membership.ID}
}

// JoinedAt is when they joined.
func (m Member) JoinedAt() time.Time { return m.CreatedAt }

// AssignableRoles are those that the caller may give them.
func (m Member) AssignableRoles() []credit.WorkspaceRole {
	roles := m.Caller.Authority(auth.Scope{Contract: m.ContractID, Workspace: m.WorkspaceID}).Assignable()
	if !slices.Contains(roles, m.Role) {
		return []credit.WorkspaceRole{}
	}
	return roles
}

// Removable reports whether the caller may remove them.
func (m Member) Removable() bool { return len(m.AssignableRoles()) > 0 || m.UserID == m.Caller.UserID }

// Officer is a person with a role in a contract, as the caller sees them.
type Officer struct {
	*ent.ContractRole
	User   *User
	Caller *auth.Viewer
}

// ID is its key.
func (o Officer) ID() globalid.ID {
	return globalid.ID{Type: globalid.Officer, Contract: o.ContractID, Of: o.ContractRole.ID}
}

// Since is when they got it.
func (o Officer) Since() time.Time { return o.CreatedAt }

// Removable reports whether the caller may end it.
func (o Officer) Removable() bool {
	return slices.Contains(o.Caller.Authority(auth.Scope{Contract: o.ContractID}).Appointable(), o.Role)
}

// Invitation is a role that somebody is asked to take.
type Invitation struct {
	*ent.Invitation
	InvitedBy *User
}

// NewInvitation finds who made it among the people who are known.
func NewInvitation(i *ent.Invitation, known map[uuid.UUID]*ent.User) Invitation {
	return Invitation{i, userOf(i.InvitedBy, known)}
}

// ID is its key.
func (i Invitation) ID() globalid.ID {
	return globalid.ID{Type: globalid.Invitation, Contract: i.ContractID, Of: i.Invitation.ID}
}

// Role is that in the workspace; nil for one in the contract.
func (i Invitation) Role() *credit.WorkspaceRole { return i.WorkspaceRole }

// Session is a sign-in of the caller.
type Session struct{ auth.OwnSession }

// ID is its key.
func (s Session) ID() globalid.ID { return globalid.ID{Type: globalid.Session, Of: s.Handle} }

// LastSeenAt is when it was last used.
func (s Session) LastSeenAt() time.Time { return s.SeenAt }

// MemberConnection is a page of members.
type MemberConnection struct {
	Edges    []MemberEdge
	Nodes    []Member
	PageInfo PageInfo
}

// MemberEdge is a member in a page.
type MemberEdge struct {
	Cursor string
	Node   Member
}

// Members is the connection of a list of members, who are among the people who are known.
func Members(caller *auth.Viewer, list report.List[*ent.Membership], known map[uuid.UUID]*ent.User) *MemberConnection {
	c := &MemberConnection{}
	c.Edges, c.Nodes, c.PageInfo = connect(list,
		func(m *ent.Membership) Member { return Member{m, userOf(&m.UserID, known), caller} },
		func(cursor string, n Member) MemberEdge { return MemberEdge{cursor, n} })
	return c
}

// OfficerConnection is a page of people with a role in a contract.
type OfficerConnection struct {
	Edges    []OfficerEdge
	Nodes    []Officer
	PageInfo PageInfo
}

// OfficerEdge is one of them in a page.
type OfficerEdge struct {
	Cursor string
	Node   Officer
}

// Officers is the connection of a list of people with a role in a contract, who are among the people who are known.
func Officers(caller *auth.Viewer, list report.List[*ent.ContractRole], known map[uuid.UUID]*ent.User) *OfficerConnection {
	c := &OfficerConnection{}
	c.Edges, c.Nodes, c.PageInfo = connect(list,
		func(o *ent.ContractRole) Officer { return Officer{o, userOf(&o.UserID, known), caller} },
		func(cursor string, n Officer) OfficerEdge { return OfficerEdge{cursor, n} })
	return c
}
