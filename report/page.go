package report

import "cistern/credit"

// maxFirst is the largest page.
const maxFirst = 100

// Page is the part of a list that is wanted.
type Page struct {
	First int    // how many items, 1 to 100
	After string // cursor of the item before the page, empty for the first page
}

// List is a page of a list.
type List[T any] struct {
	Edges           []Edge[T]
	HasNextPage     bool
	HasPreviousPage bool
}

// Edge is an item of a list and its place in it.
type Edge[T any] struct {
	Cursor string // opaque; goes into Page.After
	Node   T
}

// place is where the page begins: nil at the start of the list. A size out of bounds and a cursor that is not one of this
// list are a credit.Error of BAD_USER_INPUT.
func (p Page) place(by string, valid func(value string) bool) (*cursor, error) {
	if p.First < 1 || p.First > maxFirst {
		return nil, badInput("first", "a page has 1 to 100 items")
	}
	if p.After == "" {
		return nil, nil //nolint:nilnil // the start of the list is no item's place
	}
	c, ok := parseCursor(p.After)
	if !ok || c.by != by || !valid(c.value) {
		return nil, badInput("after", "this is not a cursor of this list in this order: start again from the first page")
	}
	return &c, nil
}

// listOf makes a page of what was found for it: its items and, where there are more, one beyond.
func listOf[T any](p Page, found []T, placeOf func(T) cursor) List[T] {
	list := List[T]{HasNextPage: len(found) > p.First, HasPreviousPage: p.After != ""}
	for _, item := range found[:min(len(found), p.First)] {
		list.Edges = append(list.Edges, Edge[T]{Cursor: placeOf(item).String(), Node: item})
	}
	return list
}

func badInput(field, message string) *credit.Error {
	return &credit.Error{Code: credit.CodeBadInput, Field: field, Message: message}
}
