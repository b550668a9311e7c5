package history_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"math/big"
	"os"
	"slices"
	"testing"
	"time"

	"cistern/credit"
	"cistern/history"
)

// azureTrace is a real trace, which the project does not contain; the test is skipped where the file is not there.
const azureTrace = "../../shared/data/azure-llm-code-2023.csv"

const azureRuns = 8819

func readAzure(t *testing.T) []byte {
	t.Helper()
	content, err := os.ReadFile(azureTrace)
	if errors.Is(err, os.ErrNotExist) {
		t.Skip("the trace is not there")
	}
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func azure(p *history.Plan) {
	p.Agent, p.Source = "Coder", "azure-llm-code-2023.csv"
	history.Presets[slices.IndexFunc(history.Presets, func(p history.Preset) bool { return p.Name == "azure-llm" })].Apply(p)
}

// azureCredits computes what the trace costs apart from the importer: a quarter of a credit per 1,000 tokens in, one credit per 1,000
// tokens out, in micro-credits rounded half up by run.
func azureCredits(t *testing.T, content []byte) credit.Amount {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(content)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	sum := new(big.Int)
	for _, record := range records[1:] {
		in, _ := new(big.Int).SetString(record[1], 10)
		out, _ := new(big.Int).SetString(record[2], 10)
		// (in * 250000 + out * 1000000) / 1000, as a floor of twice that plus one, halved.
		micros := in.Mul(in, big.NewInt(250_000))
		micros.Add(micros, out.Mul(out, big.NewInt(1_000_000)))
		micros.Lsh(micros, 1).Add(micros, big.NewInt(1000))
		sum.Add(sum, micros.Div(micros, big.NewInt(2000)))
	}
	return credit.Amount(sum.Int64())
}

func TestAzureTrace(t *testing.T) {
	content := readAzure(t)
	want := counter{azureCredits(t, content), azureRuns}

	t.Run("CountsEveryRunOnce", func(t *testing.T) {
		b := setup(t)
		summary, err := b.Import(t.Context(), b.plan(azure), bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		if summary.Recorded != azureRuns || summary.Credits != want.credits {
			t.Errorf("recorded %d runs with %s credits, want %d with %s", summary.Recorded, summary.Credits, want.runs, want.credits)
		}
		november := time.Date(2023, time.November, 1, 0, 0, 0, 0, time.UTC)
		if got := summary.Periods; len(got) != 1 || got[0] != (history.Period{Start: november, End: november.AddDate(0, 1, 0), Kind: credit.PeriodFree}) {
			t.Errorf("the runs landed in %v", got)
		}
		if first := time.Date(2023, time.November, 16, 18, 17, 3, 979_960_000, time.UTC); !summary.First.Equal(first) {
			t.Errorf("the first run finished at %s, want %s", summary.First, first)
		}
		b.counts(t, want)

		again, err := b.Import(t.Context(), b.plan(azure), bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		if again.Recorded != 0 || again.Repeated != azureRuns || again.Credits != 0 {
			t.Errorf("the second import recorded %d and repeated %d", again.Recorded, again.Repeated)
		}
		b.counts(t, want)
	})

	t.Run("GoesOnAfterItWasCutOff", func(t *testing.T) {
		b := setup(t)
		summary, err := b.Import(t.Context(), b.plan(azure), &cutOff{Reader: bytes.NewReader(content)})
		if !errors.Is(err, errCutOff) || summary.Recorded == 0 || summary.Recorded >= azureRuns {
			t.Fatalf("recorded %d runs, error %v", summary.Recorded, err)
		}
		if got := b.counters(t)["agent_hours"].runs; got != summary.Recorded {
			t.Errorf("told of %d recorded runs, there are %d", summary.Recorded, got)
		}
		rest, err := b.Import(t.Context(), b.plan(azure), bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		if rest.Repeated != summary.Recorded || rest.Recorded != azureRuns-summary.Recorded {
			t.Errorf("after %d, repeated %d and recorded %d", summary.Recorded, rest.Repeated, rest.Recorded)
		}
		b.counts(t, want)
	})

	t.Run("TellsWhatItWouldDo", func(t *testing.T) {
		b := setup(t)
		before := b.rows(t)
		summary, err := b.Import(t.Context(), b.plan(azure, dryRun), bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		if summary.Recorded != azureRuns || summary.Credits != want.credits || len(summary.Periods) != 1 {
			t.Errorf("would record %d runs with %s credits in %v", summary.Recorded, summary.Credits, summary.Periods)
		}
		if after := b.rows(t); after != before {
			t.Errorf("changed the database: had %+v, has %+v", before, after)
		}
	})
}
