package jobs_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"

	"cistern/credit"
	"cistern/ent"
	"cistern/ent/notification"
	"cistern/internal/dbtest"
	"cistern/ledger"
)

// A pool that is expected to run out is told of, and so is a period that started short; those that last are not.
func TestPoolsAreWatched_D14(t *testing.T) {
	t.Parallel()
	db := dbtest.New(t)
	client := db.Client()
	admin := dbtest.User(t, client)
	now := dbtest.Epoch.AddDate(0, 0, 9)
	short := dbtest.Contract(t, client, func(c *ent.ContractCreate) { c.SetBillingStartsOn(now.AddDate(0, 0, -9)).SetAllowance(0) })
	const ahead = 30 * 24 * time.Hour // a clock of its own says that it is a month later
	lasting, running := dbtest.Contract(t, client), dbtest.Contract(t, client, func(c *ent.ContractCreate) { c.SetClockAhead(ahead.Microseconds()) })
	for of, used := range map[*ent.Contract]credit.Amount{lasting: credit.Credit, running: 100 * credit.Credit} {
		start := dbtest.Epoch.Add(ledger.Ahead(of.ClockAhead))
		end := start.AddDate(0, 1, 0)
		workspace := dbtest.Workspace(t, client, of)
		dbtest.Membership(t, client, admin, workspace)
		agent := dbtest.Agent(t, client, workspace)
		period := dbtest.Period(t, client, of, func(p *ent.BillingPeriodCreate) { p.SetStartsAt(start).SetEndsAt(end).SetDueAt(end).SetUsed(9 * used) })
		must(t, client.AgentUsage.Create().
			SetContractID(of.ID).SetPeriodID(period.ID).SetWorkspaceID(workspace.ID).SetID(agent.ID).
			SetUsed(9*used).SetSucceeded(9).SetFailed(0).SetThresholdTold(0).SetFirstRunAt(start).SetLastRunAt(start).Exec(t.Context()))
		for day := range 9 {
			must(t, client.AgentHour.Create().
				SetContractID(of.ID).SetWorkspaceID(workspace.ID).SetID(agent.ID).SetHour(start.AddDate(0, 0, day)).
				SetUsed(used).SetSucceeded(1).SetFailed(0).Exec(t.Context()))
		}
	}
	dbtest.Membership(t, client, admin, dbtest.Workspace(t, client, short))
	dbtest.Period(t, client, short, func(p *ent.BillingPeriodCreate) {
		p.SetStartsAt(dbtest.Epoch.AddDate(0, -1, 0)).SetEndsAt(now).SetDueAt(now).SetKind(credit.PeriodFree).SetUsed(50 * credit.Credit)
	})
	must(t, client.Contract.UpdateOneID(short.ID).SetServiceDay(10).Exec(t.Context()))
	work(t, db, now)
	for of, kind := range map[uuid.UUID]credit.NotificationKind{
		running.ID: credit.NotifyRunOutForecast, short.ID: credit.NotifyBilledPeriodShort,
	} {
		await(t, func(ctx context.Context) (bool, error) {
			n, err := client.Notification.Query().Where(notification.ContractID(of)).Only(ctx)
			return err == nil && n.Kind == kind, err
		})
	}
	awaitSchedule(t, db)
	if n, err := client.Notification.Query().Where(notification.ContractID(lasting.ID)).Count(t.Context()); err != nil || n > 0 {
		t.Errorf("told %d times of a pool that lasts, %v", n, err)
	}
}
