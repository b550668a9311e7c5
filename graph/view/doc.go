// Package view is the objects of the API that are more than what is generated for them: a row with what its fields are told from.
package view
