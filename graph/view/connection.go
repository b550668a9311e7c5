package view

import (
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/report"
)

// PageInfo tells where a page stands in its list.
type PageInfo struct {
	HasNextPage, HasPreviousPage bool
	StartCursor, EndCursor       *string
}

// AgentUsageConnection is a page of agents with their use. Query is what it was asked by, for the count.
type AgentUsageConnection struct {
	Edges    []AgentUsageEdge
	Nodes    []AgentUsage
	PageInfo PageInfo
	Query    report.AgentsQuery
}

// AgentUsageEdge is an agent's use in a page.
type AgentUsageEdge struct {
	Cursor string
	Node   AgentUsage
}

// BillingPeriodConnection is a page of billing periods.
type BillingPeriodConnection struct {
	Edges    []BillingPeriodEdge
	Nodes    []BillingPeriod
	PageInfo PageInfo
}

// BillingPeriodEdge is a billing period in a page.
type BillingPeriodEdge struct {
	Cursor string
	Node   BillingPeriod
}

// connect turns a report's list into the parts of a connection.
func connect[Row, Node, Edge any](list report.List[Row], node func(Row) Node, edge func(cursor string, n Node) Edge) ([]Edge, []Node, PageInfo) {
	edges, nodes := make([]Edge, len(list.Edges)), make([]Node, len(list.Edges))
	info := PageInfo{HasNextPage: list.HasNextPage, HasPreviousPage: list.HasPreviousPage}
	for i, e := range list.Edges {
		nodes[i] = node(e.Node)
		edges[i] = edge(e.Cursor, nodes[i])
	}
	if n := len(list.Edges); n > 0 {
		info.StartCursor, info.EndCursor = &list.Edges[0].Cursor, &list.Edges[n-1].Cursor
	}
	return edges, nodes, info
}

// AgentUsages is the connection of a list of agents, whose creators are among the people who are known.
func AgentUsages(query report.AgentsQuery, list report.List[*report.AgentUsage], known map[uuid.UUID]*ent.User) *AgentUsageConnection {
	c := &AgentUsageConnection{Query: query}
	c.Edges, c.Nodes, c.PageInfo = connect(list,
		func(u *report.AgentUsage) AgentUsage { return NewAgentUsage(query.View, u, known) },
		func(cursor string, n AgentUsage) AgentUsageEdge { return AgentUsageEdge{cursor, n} })
	return c
}

// BillingPeriods is the connection of a list of periods of a contract.
func BillingPeriods(calendar credit.Calendar, now time.Time, list report.List[*ent.BillingPeriod]) *BillingPeriodConnection {
	c := &BillingPeriodConnection{}
	c.Edges, c.Nodes, c.PageInfo = connect(list,
		func(p *ent.BillingPeriod) BillingPeriod { return BillingPeriod{p, calendar, now} },
		func(cursor string, n BillingPeriod) BillingPeriodEdge { return BillingPeriodEdge{cursor, n} })
	return c
}
