package view

import (
	"github.com/google/uuid"

	"cistern/ent"
	"cistern/graph/globalid"
	"cistern/report"
)

// NotificationFigures is a pointer to one of the structs of figures in notify.
type NotificationFigures any

// Notification is something that a person was told, with what it is about.
type Notification struct {
	*ent.Notification
	Owner     *ent.Contract
	Contract  *Contract  // the owner, where it concerns the pool and the person may see that as a whole; else nil
	Workspace *Workspace // nil where the person may see none
	Agent     *Agent     // nil where it is about none
	Figures   NotificationFigures
}

// IsNode makes it one.
func (Notification) IsNode() {}

// ID is its global id.
func (n Notification) ID() globalid.ID {
	return globalid.ID{Type: globalid.Notification, Contract: n.ContractID, Of: n.Notification.ID}
}

// ContractName is the name of the contract that it is about.
func (n Notification) ContractName() string { return n.Owner.Name }

// TimeZone is the contract's.
func (n Notification) TimeZone() string { return n.Owner.TimeZone }

// NotificationConnection is a page of notifications.
type NotificationConnection struct {
	Edges    []NotificationEdge
	Nodes    []Notification
	PageInfo PageInfo
}

// NotificationEdge is a notification in a page.
type NotificationEdge struct {
	Cursor string
	Node   Notification
}

// Notifications is the connection of a list of notifications, each of which is among those shown, by its id.
func Notifications(list report.List[*ent.Notification], shown map[uuid.UUID]Notification) *NotificationConnection {
	c := &NotificationConnection{}
	c.Edges, c.Nodes, c.PageInfo = connect(list,
		func(n *ent.Notification) Notification { return shown[n.ID] },
		func(cursor string, n Notification) NotificationEdge { return NotificationEdge{cursor, n} })
	return c
}
