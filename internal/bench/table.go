package main

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"text/tabwriter"
)

// row is the figures of one measurement, under the columns of its table.
type row []float64

// none is a figure that was not taken.
var none = math.NaN()

// table gathers the rounds of several measurements and prints their medians.
type table struct {
	columns []string
	names   []string
	rounds  map[string][]row
}

func newTable(columns ...string) *table { return &table{columns: columns, rounds: map[string][]row{}} }

func (t *table) add(name string, r row) {
	if t.rounds[name] == nil {
		t.names = append(t.names, name)
	}
	t.rounds[name] = append(t.rounds[name], r)
}

func (t *table) print() {
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, c := range t.columns {
		fmt.Fprint(w, c, "\t")
	}
	fmt.Fprintln(w)
	for _, name := range t.names {
		fmt.Fprint(w, name, "\t")
		for column := range t.rounds[name][0] {
			fmt.Fprint(w, format(t.median(name, column)), "\t")
		}
		fmt.Fprintln(w)
	}
	_ = w.Flush()
}

func format(v float64) string {
	switch {
	case math.IsNaN(v):
		return "-"
	case v >= 100:
		return strconv.FormatFloat(v, 'f', 0, 64)
	default:
		return strconv.FormatFloat(v, 'f', 1, 64)
	}
}

func (t *table) median(name string, column int) float64 {
	var values []float64
	for _, r := range t.rounds[name] {
		values = append(values, r[column])
	}
	slices.Sort(values)
	return values[len(values)/2]
}

// ratio prints the median over the rounds of one measurement's first figure to another's, taken round by round, and the goal.
func (t *table) ratio(name, floor string, goal float64) {
	var ratios []float64
	for i, r := range t.rounds[name] {
		ratios = append(ratios, r[0]/t.rounds[floor][i][0])
	}
	slices.Sort(ratios)
	fmt.Printf("  %.2f of %q: %q (goal %.2f)\n", ratios[len(ratios)/2], floor, name, goal)
}
