package history

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"

	"cistern/ent"
	"cistern/ent/workspace"
	"cistern/ingest"
	"cistern/metering"
)

// ErrNoWorkspace says that the contract has no workspace of the plan's id.
var ErrNoWorkspace = errors.New("there is no such workspace")

// Importer imports files.
type Importer struct {
	Client    *ent.Client
	Meter     *metering.Meter
	Committer *ingest.Committer
	Now       func() time.Time
	Progress  func(Progress) // told after every batch
}

// Import does what the plan says with the file, which is read from its start, twice unless the plan is a dry run.
//
// The error is *BadRowsError when rows are bad and the plan does not skip them. Any other error during the second pass leaves what was
// recorded up to there, and importing again completes it. The summary is nil when the file could not be looked at.
func (i *Importer) Import(ctx context.Context, plan *Plan, file io.ReadSeeker) (*Summary, error) {
	if err := plan.Check(); err != nil {
		return nil, err
	}
	if err := i.findWorkspace(ctx, plan); err != nil {
		return nil, err
	}
	agents, err := loadAgents(ctx, i.Client, plan)
	if err != nil {
		return nil, err
	}
	began := i.Now()
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return nil, fmt.Errorf("measure the file: %w", err)
	}
	check := pass{plan: plan, agents: agents, stage: Checking, send: i.rehearse(agents), told: told{}, progress: i.Progress}
	checked, err := check.run(ctx, file, size)
	if err != nil {
		return nil, fmt.Errorf("check the file: %w", err)
	}
	checked.NewAgents, checked.UnknownAgents = agents.namesOf(check.withRuns), agents.unknown
	summary := checked
	switch {
	case checked.Bad.Count > 0 && !plan.SkipBad:
		err = &BadRowsError{Summary: checked}
	case !plan.DryRun:
		summary, err = i.record(ctx, &check, file, size)
	}
	summary.Took = i.Now().Sub(began)
	return summary, err
}

// record is the second pass.
func (i *Importer) record(ctx context.Context, check *pass, file io.ReadSeeker, size int64) (*Summary, error) {
	checked := &check.summary
	if now, err := file.Seek(0, io.SeekEnd); err != nil || now != size {
		return checked, errors.Join(errors.New("the file has changed while it was checked, nothing was imported: run the command again"), err)
	}
	if err := i.makeAgents(ctx, check.agents, check.withRuns); err != nil {
		return checked, err
	}
	recording := pass{plan: check.plan, agents: check.agents, stage: Recording, send: i.commit, progress: i.Progress}
	summary, err := recording.run(ctx, file, size)
	summary.NewAgents = checked.NewAgents
	switch {
	case err != nil:
		err = fmt.Errorf("stopped with at least %d runs recorded, run the same command again to go on: %w", summary.Recorded, err)
	case summary.Bad.Count > checked.Bad.Count:
		err = &BadRowsError{Summary: summary, Begun: true}
	default:
		summary.Bad = checked.Bad // which says more of an id that the file has twice, and of an agent that was not made
	}
	return summary, err
}

func (i *Importer) makeAgents(ctx context.Context, agents *agents, withRuns map[uuid.UUID]bool) error {
	return ent.InTx(ctx, i.Client, func(tx *ent.Tx) error { return agents.make(ctx, tx, withRuns, i.Now()) })
}

func (i *Importer) findWorkspace(ctx context.Context, plan *Plan) error {
	exists, err := i.Client.Workspace.Query().
		Where(workspace.ContractID(plan.Contract), workspace.ID(plan.Workspace)).
		Exist(ctx)
	if err != nil {
		return fmt.Errorf("find the workspace: %w", err)
	}
	if !exists {
		return ErrNoWorkspace
	}
	return nil
}
