package view

import (
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/report"
)

// ServiceToken is a token of a program.
type ServiceToken struct {
	*ent.ServiceToken
	Workspace *Workspace // that it is good for; nil for all of the contract
	CreatedBy *User
}

// ID is its key.
func (t ServiceToken) ID() globalid.ID {
	return globalid.ID{Type: globalid.ServiceToken, Contract: t.ContractID, Of: t.ServiceToken.ID}
}

// Hint is how its text begins and ends.
func (t ServiceToken) Hint() string { return "cis_…" + t.ServiceToken.Hint }

// Scopes is what it may be used for.
func (t ServiceToken) Scopes() []credit.TokenScope {
	scopes := make([]credit.TokenScope, len(t.ServiceToken.Scopes))
	for i, text := range t.ServiceToken.Scopes {
		scopes[i] = credit.TokenScope(text)
	}
	return scopes
}

// LastUsedAt is when it was last used.
func (t ServiceToken) LastUsedAt() *time.Time { return t.UsedAt }

// ServiceTokenConnection is a page of tokens.
type ServiceTokenConnection struct {
	Edges    []ServiceTokenEdge
	Nodes    []ServiceToken
	PageInfo PageInfo
}

// ServiceTokenEdge is a token in a page.
type ServiceTokenEdge struct {
	Cursor string
	Node   ServiceToken
}

// Around is what tokens belong to: the people who are known, and the workspaces of the contract.
type Around struct {
	People     map[uuid.UUID]*ent.User
	Workspaces map[uuid.UUID]*Workspace
}

// NewServiceToken finds what the token belongs to.
func NewServiceToken(t *ent.ServiceToken, a Around) ServiceToken {
	shown := ServiceToken{ServiceToken: t, CreatedBy: userOf(t.CreatedBy, a.People)}
	if t.WorkspaceID != nil {
		shown.Workspace = a.Workspaces[*t.WorkspaceID]
	}
	return shown
}

// ServiceTokens is the connection of a list of tokens.
func ServiceTokens(list report.List[*ent.ServiceToken], a Around) *ServiceTokenConnection {
	c := &ServiceTokenConnection{}
	c.Edges, c.Nodes, c.PageInfo = connect(list,
		func(t *ent.ServiceToken) ServiceToken { return NewServiceToken(t, a) },
		func(cursor string, n ServiceToken) ServiceTokenEdge { return ServiceTokenEdge{cursor, n} })
	return c
}
