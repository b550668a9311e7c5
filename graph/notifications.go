package graph

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"time"

	"github.com/google/uuid"

	"cistern/auth"
	"cistern/credit"
	"cistern/ent"
	"cistern/ent/agent"
	"cistern/ent/notification"
	"cistern/ent/workspace"
	"cistern/graph/globalid"
	"cistern/graph/model"
	"cistern/graph/view"
	"cistern/notify"
	"cistern/report"
)

// inbox is what the caller, a person, was told.
func inbox(ctx context.Context) report.Inbox {
	v := auth.From(ctx)
	return report.Inbox{Person: v.UserID, Contracts: v.Reach()}
}

func (r *Resolver) notifications(ctx context.Context, in report.Inbox, p report.Page) (*view.NotificationConnection, error) {
	return read(ctx, r, func(tx *ent.Tx, _ time.Time) (*view.NotificationConnection, error) {
		list, err := report.Notifications(ctx, tx, in, p)
		if err != nil {
			return nil, err
		}
		rows := make([]*ent.Notification, len(list.Edges))
		for i, e := range list.Edges {
			rows[i] = e.Node
		}
		shown, err := showNotifications(ctx, tx, rows)
		return view.Notifications(list, shown), err
	})
}

// showNotifications finds what notifications of the caller are about.
func showNotifications(ctx context.Context, tx *ent.Tx, rows []*ent.Notification) (map[uuid.UUID]view.Notification, error) {
	var contractIDs, agentIDs []uuid.UUID
	var scopes []auth.Scope
	places := map[uuid.UUID]auth.Scope{}
	for _, n := range rows {
		contractIDs = append(contractIDs, n.ContractID)
		if n.AgentID != nil {
			agentIDs = append(agentIDs, *n.AgentID)
		}
		places[n.ID] = placeToShow(auth.From(ctx), n)
		scopes = append(scopes, places[n.ID])
	}
	contracts, err := findContracts(ctx, tx, contractIDs...)
	if err != nil {
		return nil, err
	}
	agents, err := tx.Agent.Query().Where(agent.ContractIDIn(contractIDs...), agent.IDIn(agentIDs...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("find agents: %w", err)
	}
	workspaces, err := findWorkspaces(ctx, tx, contracts, scopes)
	if err != nil {
		return nil, err
	}
	shown := map[uuid.UUID]view.Notification{}
	for _, n := range rows {
		v := view.Notification{Notification: n, Owner: contracts[n.ContractID], Workspace: workspaces[places[n.ID]]}
		if n.WorkspaceID == nil && auth.From(ctx).Require(auth.ViewContract, auth.Scope{Contract: n.ContractID}) == nil {
			v.Contract = &view.Contract{Contract: v.Owner}
		}
		if v.Figures, err = notify.Figures(n); err != nil {
			return nil, err
		}
		if i := slices.IndexFunc(agents, func(a *ent.Agent) bool { return n.AgentID != nil && a.ID == *n.AgentID }); i >= 0 {
			v.Agent = view.NewAgent(agents[i], nil)
		}
		shown[n.ID] = v
	}
	return shown, nil
}

// findWorkspaces finds workspaces of contracts.
func findWorkspaces(ctx context.Context, tx *ent.Tx, of map[uuid.UUID]*ent.Contract, scopes []auth.Scope) (map[auth.Scope]*view.Workspace, error) {
	ids := make([]uuid.UUID, len(scopes))
	for i, s := range scopes {
		ids[i] = s.Workspace
	}
	found, err := tx.Workspace.Query().Where(workspace.ContractIDIn(slices.Collect(maps.Keys(of))...), workspace.IDIn(ids...)).All(ctx)
	if err != nil {
		return nil, fmt.Errorf("find workspaces: %w", err)
	}
	out := make(map[auth.Scope]*view.Workspace, len(found))
	for _, w := range found {
		shown := &view.Workspace{Workspace: w, Contract: of[w.ContractID]}
		out[shown.Scope()] = shown
	}
	return out, nil
}

// placeToShow is the workspace that a notification leads to: its own where the person may see it, and for what concerns the pool the first
// one whose dashboard they may see. Zero where there is none.
func placeToShow(v *auth.Viewer, n *ent.Notification) auth.Scope {
	var found []auth.Scope
	for _, s := range v.Workspaces() {
		own := n.WorkspaceID != nil && s.Workspace == *n.WorkspaceID
		if s.Contract == n.ContractID && (own || n.WorkspaceID == nil && v.Require(auth.ViewDashboard, s) == nil) {
			found = append(found, s)
		}
	}
	if len(found) == 0 {
		return auth.Scope{}
	}
	return slices.MinFunc(found, func(a, b auth.Scope) int { return slices.Compare(a.Workspace[:], b.Workspace[:]) })
}

// notificationNode shows a notification to whom it was told.
func notificationNode(ctx context.Context, tx *ent.Tx, id globalid.ID) (model.Node, error) {
	v := auth.From(ctx)
	if v.Program() {
		return nil, auth.ErrNotFound
	}
	n, err := tx.Notification.Query().
		Where(notification.ContractID(id.Contract), notification.ID(id.Of), notification.UserID(v.UserID)).
		Only(ctx)
	if err != nil {
		return nil, err
	}
	shown, err := showNotifications(ctx, tx, []*ent.Notification{n})
	return shown[n.ID], err
}

// mine runs a change of what belongs to the caller, a person, and to no contract's counters, so that it needs no lock.
func (r *Resolver) mine(ctx context.Context, fn func(tx *ent.Tx, now time.Time) error) (refused *credit.Error, err error) {
	defer renewSnapshot(ctx)
	if auth.From(ctx).Program() {
		return nil, auth.ErrForbidden
	}
	tx, err := r.begin(ctx, nil)
	if err != nil {
		return nil, err
	}
	err = tx.Do(func(tx *ent.Tx) error {
		tx.Changes(auth.From(ctx).UserID)
		return fn(tx, r.Now())
	})
	if errors.As(err, &refused) {
		return refused, nil
	}
	return nil, err
}

func (r *Resolver) markNotificationsRead(ctx context.Context, in model.MarkNotificationsReadInput) (*model.MarkNotificationsReadPayload, error) {
	own := inbox(ctx)
	reading := notify.Reading{Person: own.Person, Contracts: own.Contracts, Until: in.Until}
	if in.Ids != nil {
		reading.IDs = make([]uuid.UUID, len(in.Ids)) // where one is of something else it stays zero, and names nothing
	}
	for i, id := range in.Ids {
		if id.Type == globalid.Notification {
			reading.IDs[i] = id.Of
		}
	}
	out := &model.MarkNotificationsReadPayload{Notifications: []view.Notification{}}
	refused, err := r.mine(ctx, func(tx *ent.Tx, now time.Time) error {
		marked, err := notify.MarkRead(ctx, tx, reading, now)
		if err != nil {
			return err
		}
		shown, err := showNotifications(ctx, tx, marked)
		if err != nil {
			return err
		}
		for _, n := range marked {
			out.Notifications = append(out.Notifications, shown[n.ID])
		}
		left, err := report.CountUnread(ctx, tx, own)
		out.UnreadCount = &left
		return err
	})
	out.UserErrors = userErrors(refused)
	return out, err
}

func (r *Resolver) setEmailChoice(ctx context.Context, in model.SetEmailChoiceInput) (*model.SetEmailChoicePayload, error) {
	out := &model.SetEmailChoicePayload{}
	person := auth.From(ctx).UserID
	refused, err := r.mine(ctx, func(tx *ent.Tx, _ time.Time) (err error) {
		if err := notify.ChooseEmail(ctx, tx, person, notify.EmailChoice{Kind: in.Kind, Wanted: in.Wanted}); err != nil {
			return err
		}
		out.EmailChoices, err = notify.EmailChoices(ctx, tx, person)
		return err
	})
	out.UserErrors = userErrors(refused)
	return out, err
}
