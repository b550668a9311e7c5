package history_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"cistern/credit"
	"cistern/ent"
	entrun "cistern/ent/run"
	"cistern/graph/globalid"
	"cistern/history"
	"cistern/internal/dbtest"
)

const header = "finishedAt,agent,credits\n"

func TestImport(t *testing.T) {
	t.Parallel()

	t.Run("ReadsEveryField", func(t *testing.T) {
		b := setup(t)
		id := newUUID()
		b.imports(t, b.plan(withIDs), "id,agent,credits,outcome,startedAt,finishedAt\n"+
			id+",Coder,1.25,failed,2026-11-02T10:00:00+02:00,2026-11-02 08:00:01.1234567\n")
		run, err := b.Client.Run.Query().Where(entrun.ContractID(b.workspace.ContractID)).Only(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if run.ID.String() != id || run.AgentID != b.agent.ID || run.Status != credit.RunFailed || *run.Credits != 1_250_000 ||
			run.StartedAt.UTC().Format("15:04:05") != "08:00:00" || run.FinishedAt.UTC().Format("15:04:05.000000") != "08:00:01.123456" {
			t.Errorf("got %v", run)
		}
	})

	t.Run("ReadsNDJSONAsCSV", func(t *testing.T) {
		b := setup(t)
		summary := b.imports(t, b.plan(ndjson, func(p *history.Plan) { p.Columns[history.Credits] = "cost" }), "\ufeff"+
			`{"finishedAt": "2026-11-02T08:00:00Z", "agent": "Coder", "cost": 1.5, "labels": {"team": ["a"]}}`+"\r\n\r\n"+
			`{"cost": "2", "agent": "Coder", "finishedAt": "2026-11-02T08:00:00Z", "startedAt": null}`)
		if summary.Recorded != 2 || summary.Credits != 3_500_000 {
			t.Errorf("recorded %d runs with %s credits", summary.Recorded, summary.Credits)
		}
	})

	t.Run("FindsAgentsByNameAndID", func(t *testing.T) {
		b := setup(t)
		global := globalid.ID{Type: globalid.Agent, Contract: b.workspace.ContractID, Of: b.agent.ID}
		summary := b.imports(t, b.plan(), header+
			"2026-11-02T08:00:00Z,Coder,1\n2026-11-02T08:00:00Z,"+b.agent.ID.String()+",1\n2026-11-02T08:00:00Z,"+global.String()+",1\n")
		if summary.Recorded != 3 {
			t.Errorf("recorded %d", summary.Recorded)
		}
	})

	t.Run("ReadsTimesInAZone", func(t *testing.T) {
		b := setup(t)
		hanoi, err := time.LoadLocation("Asia/Ho_Chi_Minh")
		if err != nil {
			t.Fatal(err)
		}
		summary := b.imports(t, b.plan(func(p *history.Plan) { p.Zone, p.TimeLayout = hanoi, "02/01/2006 15:04" }),
			header+"02/11/2026 07:30,Coder,1\n")
		if got := summary.First.Format("2006-01-02T15:04Z07:00"); got != "2026-11-02T00:30Z" {
			t.Errorf("finished at %s", got)
		}
	})

	t.Run("MakesUnknownAgentsOnRequest", func(t *testing.T) {
		b := setup(t)
		file := header + "2026-11-02T08:00:00Z,Writer,1\n2026-10-02T08:00:00Z,Reader,1\n2026-11-02T08:00:00Z,Writer,1\n"
		b.refuses(t, b.plan(), file, "3 of 3 rows are bad", "line 2", `value "Writer"`, "--create-agents", `"Writer", "Reader"`)
		before := b.rows(t)
		if dry := b.imports(t, b.plan(withNew, dryRun), file); fmt.Sprint(dry.NewAgents) != "[Reader Writer]" || dry.Recorded != 3 {
			t.Errorf("a dry run would make %v and record %d", dry.NewAgents, dry.Recorded)
		}
		if after := b.rows(t); after != before {
			t.Errorf("a dry run changed the database: had %+v, has %+v", before, after)
		}
		for range 2 {
			summary := b.imports(t, b.plan(withNew), file)
			if summary.Recorded+summary.Repeated != 3 {
				t.Errorf("recorded %d, repeated %d", summary.Recorded, summary.Repeated)
			}
		}
		if got := b.rows(t).agents; got != 3 {
			t.Errorf("there are %d agents, want 3", got)
		}
	})

	t.Run("MakesNoAgentForBadRows", func(t *testing.T) {
		b := setup(t)
		summary := b.imports(t, b.plan(withNew, skipBad), header+
			"2026-11-02T08:00:00Z,Coder,1\n2026-11-02T08:00:00Z,Ghost,-1\n")
		if summary.Recorded != 1 || summary.Bad.Count != 1 || b.rows(t).agents != 1 {
			t.Errorf("recorded %d, skipped %d, %d agents", summary.Recorded, summary.Bad.Count, b.rows(t).agents)
		}
	})

	t.Run("RefusesANameOfSeveralAgents", func(t *testing.T) {
		b := setup(t)
		dbtest.Agent(t, b.Client, b.workspace, func(c *ent.AgentCreate) { c.SetName("Coder") })
		b.refuses(t, b.plan(), header+"2026-11-02T08:00:00Z,Coder,1\n", "line 2", "several agents")
		b.refuses(t, b.plan(anyAgent), "finishedAt,credits\n2026-11-02T08:00:00Z,1\n", `agent "Coder"`, "several agents")
	})

	t.Run("RefusesAnotherWorkspace", func(t *testing.T) {
		b := setup(t)
		sibling := dbtest.Workspace(t, b.Client, b.Client.Contract.GetX(t.Context(), b.workspace.ContractID))
		b.refuses(t, b.plan(func(p *history.Plan) { p.Workspace = sibling.ID }), header+"2026-11-02T08:00:00Z,Coder,1\n", "no such agent")
		foreign := dbtest.Contract(t, b.Client)
		if _, err := b.Import(t.Context(), b.plan(func(p *history.Plan) { p.Contract = foreign.ID }), strings.NewReader(header)); !errors.Is(err, history.ErrNoWorkspace) {
			t.Errorf("got %v", err)
		}
	})

	t.Run("SkipsBadRowsOnRequest", func(t *testing.T) {
		b := setup(t)
		var file strings.Builder
		file.WriteString(header)
		for i := range 1200 {
			amount := "1"
			if i%2 == 1 {
				amount = "one"
			}
			fmt.Fprintf(&file, "2026-11-02T08:00:00Z,Coder,%s\n", amount)
		}
		b.refuses(t, b.plan(), file.String(), "600 of 1200 rows are bad, nothing was imported", "line 3,", "line 41,", "and 580 more")
		summary := b.imports(t, b.plan(skipBad), file.String())
		if summary.Recorded != 600 || summary.Bad.Count != 600 || len(summary.Bad.First) != 20 {
			t.Errorf("recorded %d, skipped %d, listed %d", summary.Recorded, summary.Bad.Count, len(summary.Bad.First))
		}
		b.counts(t, counter{600 * credit.Credit, 600})
	})

	t.Run("GivesUpOnAFileOfBadRows", func(t *testing.T) {
		b := setup(t)
		b.refuses(t, b.plan(), header+strings.Repeat("never,Coder,1\n", 5000), "more than 1000 of the first 1001 rows are bad", "line 2,")
	})

	t.Run("KnowsIDsThatTheFileRepeats", func(t *testing.T) {
		b := setup(t)
		id := newUUID()
		const content = ",2026-11-02T08:00:00Z,Coder,"
		var between strings.Builder
		for range 600 { // in another transaction
			between.WriteString(newUUID() + content + "1\n")
		}
		file := "runId," + header + id + content + "1\n" + between.String() + id + content
		b.refuses(t, b.plan(), file+"2\n", "1 of 602 rows are bad", "line 603", "line 2 has this run id with other content")
		if summary := b.imports(t, b.plan(dryRun), file+"1\n"); summary.Recorded != 601 || summary.Repeated != 1 {
			t.Errorf("would record %d and repeat %d", summary.Recorded, summary.Repeated)
		}
		if summary := b.imports(t, b.plan(skipBad), file+"2\n"); summary.Recorded != 601 || summary.Bad.Count != 1 {
			t.Errorf("recorded %d, skipped %d", summary.Recorded, summary.Bad.Count)
		}
		if summary := b.imports(t, b.plan(), file+"1\n"); summary.Repeated != 602 {
			t.Errorf("repeated %d", summary.Repeated)
		}
	})

	t.Run("CountsEqualRowsEach", func(t *testing.T) {
		b := setup(t)
		summary := b.imports(t, b.plan(), header+strings.Repeat("2026-11-02T08:00:00Z,Coder,1\n", 3))
		if summary.Recorded != 3 {
			t.Errorf("recorded %d", summary.Recorded)
		}
	})

	t.Run("RefusesWhatTheDatabaseKnowsOtherwise", func(t *testing.T) {
		b := setup(t)
		id := newUUID()
		file := "id," + header + id + ",2026-11-02T08:00:00Z,Coder,"
		b.imports(t, b.plan(withIDs), file+"1\n")
		b.refuses(t, b.plan(withIDs), file+"2\n", "line 2", id, "CONFLICT")
	})

	t.Run("RefusesBilledPeriodsThatAreClosed", func(t *testing.T) {
		b := setup(t)
		b.Now = func() time.Time { return now.AddDate(0, 2, 0) }
		dbtest.Period(t, b.Client, b.Client.Contract.GetX(t.Context(), b.workspace.ContractID))
		b.refuses(t, b.plan(), header+"2026-11-02T08:00:00Z,Coder,1\n", "line 2, column \"finishedAt\"", "PERIOD_CLOSED")
	})

	t.Run("FillsFreePeriodsBackTo2000", func(t *testing.T) {
		b := setup(t)
		b.refuses(t, b.plan(), header+"1999-12-31 23:59:59,Coder,1\n", "line 2", "before 2000")
		summary := b.imports(t, b.plan(), header+"2000-01-01 00:00:00,Coder,1\n")
		if len(summary.Periods) != 1 || summary.Periods[0].Kind != credit.PeriodFree || b.rows(t).periods != 323 {
			t.Errorf("landed in %v, of %d periods", summary.Periods, b.rows(t).periods)
		}
	})

	t.Run("RefusesAFileThatGrows", func(t *testing.T) {
		b := setup(t)
		file := &growing{Reader: strings.NewReader(header)}
		if _, err := b.Import(t.Context(), b.plan(), file); err == nil || !strings.Contains(err.Error(), "changed") {
			t.Errorf("got %v", err)
		}
	})

	t.Run("StopsWhenItIsTold", func(t *testing.T) {
		b := setup(t)
		ctx, cancel := context.WithCancel(t.Context())
		b.Progress = func(history.Progress) { cancel() }
		_, err := b.Import(ctx, b.plan(), strings.NewReader(header+strings.Repeat("2026-11-02T08:00:00Z,Coder,1\n", 2000)))
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		b.counts(t, counter{})
	})
}

// growing is a file that another process still writes.
type growing struct {
	*strings.Reader
	measured int64
}

func (g *growing) Seek(offset int64, whence int) (int64, error) {
	at, err := g.Reader.Seek(offset, whence)
	if whence == io.SeekEnd {
		g.measured++
		at += g.measured
	}
	return at, err
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	b := setup(t)
	later := now.Add(6 * time.Minute).Format(time.RFC3339)
	for name, test := range map[string]struct {
		file  string
		plan  func(*history.Plan)
		words []string
	}{
		"Empty":           {"", nil, []string{"the file is empty"}},
		"EmptyWithMark":   {"\ufeff", nil, []string{"the file is empty"}},
		"EmptyNDJSON":     {"\n\n", ndjson, []string{"the file is empty"}},
		"UTF16":           {"\xff\xfeF\x00", nil, []string{"UTF-16"}},
		"HeaderNotUTF8":   {"\xff,a\n", nil, []string{"the header cannot be read: line 1", "UTF-8"}},
		"WrongHeader":     {"when,who,cost\n", nil, []string{"no column tells finishedAt", "--map", `"when", "who", "cost"`}},
		"Semicolons":      {"finishedAt;agent;credits\n", nil, []string{`the columns are "finishedAt;agent;credits"`}},
		"NoAgent":         {"finishedAt,credits\n", nil, []string{"no column tells agent", "--agent"}},
		"NoCredits":       {"finishedAt,agent\n", nil, []string{"no column tells credits", "--rate"}},
		"MappedUnknown":   {header, withIDs, []string{`no column "id" for runId`, `"finishedAt", "agent", "credits"`}},
		"RatedUnknown":    {header, func(p *history.Plan) { p.Rates = []history.Rate{{Column: "Tokens", Credits: 1, Units: 1}} }, []string{`no column "Tokens"`}},
		"ColumnTwice":     {"finishedAt,agent,credits,agent\n", nil, []string{`"agent" twice`}},
		"NegativeCredits": {header + "2026-11-02T08:00:00Z,Coder,1\n2026-11-02T08:00:00Z,Coder,-3\n", nil, []string{`line 3, column "credits", value "-3"`}},
		"CreditsExponent": {header + "2026-11-02T08:00:00Z,Coder,1e3\n", nil, []string{`line 2, column "credits", value "1e3"`, "decimal"}},
		"Future":          {header + later + ",Coder,1\n", nil, []string{`line 2, column "finishedAt"`, "future"}},
		"NoTime":          {header + "yesterday,Coder,1\n", nil, []string{`line 2, column "finishedAt", value "yesterday"`, "--time-layout"}},
		"StartAfterEnd":   {"startedAt," + header + "2026-11-03T08:00:00Z,2026-11-02T08:00:00Z,Coder,1\n", nil, []string{`column "startedAt"`, "before it started"}},
		"Outcome":         {"outcome," + header + "meh,2026-11-02T08:00:00Z,Coder,1\n", nil, []string{`column "outcome", value "meh"`, "SUCCEEDED nor FAILED"}},
		"RunID":           {"runId," + header + "17,2026-11-02T08:00:00Z,Coder,1\n", nil, []string{`column "runId", value "17"`, "UUID"}},
		"CutOff":          {header + "2026-11-02T08:00:00Z,Coder,1\n2026-11-02T08", nil, []string{"line 3: has 1 of 3 fields; the file ends there"}},
		"CutOffInQuotes":  {header + "2026-11-02T08:00:00Z,\"Cod", nil, []string{"line 2:", "quote", "the file ends there"}},
		"TooManyFields":   {header + "a,b,c,d\n2026-11-02T08:00:00Z,Coder,1\n", nil, []string{"line 2: has 4 of 3 fields"}},
		"NotUTF8":         {header + "2026-11-02T08:00:00Z,Cod\xffer,1\n", nil, []string{`line 2, value "Cod\xffer"`, "UTF-8"}},
		"Escaped":         {header + "\"\x1b[31m\",Coder,1\n", nil, []string{`value "\x1b[31m"`}},
		"CutOffNDJSON":    {`{"finishedAt": "2026-11-02T08:00:00Z", "agent"`, ndjson, []string{"line 1", "half a JSON object"}},
		"NoObject":        {"[]\n", ndjson, []string{"line 1", "not a JSON object"}},
		"TwoObjects":      {"{} {}\n", ndjson, []string{"line 1", "not a JSON object"}},
		"KeyTwice":        {`{"agent": 1, "agent": 2}`, ndjson, []string{"line 1", `"agent" twice`}},
		"MissingKey":      {`{"finishedAt": "2026-11-02T08:00:00Z"}`, ndjson, []string{"line 1", "no column tells agent", `"finishedAt"`}},
		"Nested":          {`{"finishedAt": {"at": 1}, "agent": "Coder", "credits": 1}`, ndjson, []string{"line 1", `column "finishedAt"`, "object"}},
		"CreditsAFloat":   {`{"finishedAt": "2026-11-02T08:00:00Z", "agent": "Coder", "credits": 1.0e1}`, ndjson, []string{`value "1.0e1"`}},
	} {
		t.Run(name, func(t *testing.T) {
			plan := b.plan()
			if test.plan != nil {
				test.plan(plan)
			}
			b.refuses(t, plan, test.file, test.words...)
		})
	}
}
