package history

import "cistern/credit"

// Preset is what a well-known file means.
type Preset struct {
	Name, Summary string
	Columns       map[Field]string
	Rates         []Rate
}

// Presets are those there are.
var Presets = []Preset{{
	Name:    "azure-llm",
	Summary: "traces of LLM inference of AzurePublicDataset, 2023: tokens in, tokens out",
	Columns: map[Field]string{FinishedAt: "TIMESTAMP"},
	Rates: []Rate{
		{Column: "ContextTokens", Credits: credit.Credit / 4, Units: 1000},
		{Column: "GeneratedTokens", Credits: credit.Credit, Units: 1000},
	},
}}

// Apply completes a plan. What the plan says itself takes precedence: its column for a field, and its rates, or its column of credits,
// for all of those of the preset.
func (preset Preset) Apply(plan *Plan) {
	for field, column := range preset.Columns {
		if plan.Columns[field] == "" {
			plan.Columns[field] = column
		}
	}
	if len(plan.Rates) == 0 && plan.Columns[Credits] == "" {
		plan.Rates = preset.Rates
	}
}
