package view

import (
	"cistern/audit"
	"cistern/graph/globalid"
	"cistern/report"
)

// AuditEntry is a change that was made.
type AuditEntry struct{ report.AuditEntry }

// ID is its key.
func (e AuditEntry) ID() globalid.ID {
	return globalid.ID{Type: globalid.AuditEntry, Contract: e.ContractID, Of: e.AuditEntry.ID}
}

// ActorKind is what kind of actor made it.
func (e AuditEntry) ActorKind() audit.ActorKind { return audit.ActorKind(e.AuditEntry.ActorKind) }

// AuditEntryConnection is a page of the audit log.
type AuditEntryConnection struct {
	Edges    []AuditEntryEdge
	Nodes    []AuditEntry
	PageInfo PageInfo
}

// AuditEntryEdge is an entry in a page.
type AuditEntryEdge struct {
	Cursor string
	Node   AuditEntry
}

// AuditEntries is the connection of a list of changes.
func AuditEntries(list report.List[report.AuditEntry]) *AuditEntryConnection {
	c := &AuditEntryConnection{}
	c.Edges, c.Nodes, c.PageInfo = connect(list,
		func(e report.AuditEntry) AuditEntry { return AuditEntry{e} },
		func(cursor string, n AuditEntry) AuditEntryEdge { return AuditEntryEdge{cursor, n} })
	return c
}
