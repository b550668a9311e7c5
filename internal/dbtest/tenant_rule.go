package dbtest

import (
	"fmt"
	"regexp"
	"strings"
)

// A tenantRule holds the names of the tables that belong to a contract.
type tenantRule struct {
	tables map[string]bool
}

func newTenantRule(tables []string) tenantRule {
	rule := tenantRule{tables: make(map[string]bool, len(tables))}
	for _, table := range tables {
		rule.tables[table] = true
	}
	return rule
}

// check refuses SQL in which a statement reads or writes a tenant table without
// naming contract_id. A mere output column does not count: a query by id alone
// returns the contract too. First in a select list it does, which is how a
// statement across all contracts shows that it is meant so.
func (r tenantRule) check(sql string) error {
	for statement := range strings.SplitSeq(bare(sql), ";") {
		if table, found := r.tenantTable(statement); found && !namesContract(statement) {
			return fmt.Errorf("statement on tenant table %s does not name contract_id: %s", table, sql)
		}
	}
	return nil
}

var (
	literals = regexp.MustCompile(`(?s)'(?:[^']|'')*'|--[^\n]*|/\*.*?\*/|\$\$.*?\$\$`)

	// beforeTables are the words that a list of tables, with their aliases, follows.
	beforeTables = regexp.MustCompile(`\b(?:from|join|into|update|using|copy)\s+`)
	tableList    = regexp.MustCompile(`^` + tableItem + `(?:\s*,\s*` + tableItem + `)*`)
	tableItems   = regexp.MustCompile(tableItem)

	selectLists   = regexp.MustCompile(`(?s)\bselect\b(.*?)\bfrom\b`)
	returned      = regexp.MustCompile(`\breturning\b[^()]*`)
	contractFirst = regexp.MustCompile(`^\s*(?:distinct\s+)?(?:\w+\.)?contract_id\b`)
	contractID    = regexp.MustCompile(`\bcontract_id\b`)
)

const tableItem = `(?:only\s+|lateral\s+)?(?:public\.)?(\w+)(?:\s+(?:as\s+)?\w+)?`

// bare is the SQL in lower case without what the server would not take for names.
func bare(sql string) string {
	return strings.ReplaceAll(strings.ToLower(literals.ReplaceAllString(sql, " ")), `"`, "")
}

func (r tenantRule) tenantTable(statement string) (name string, found bool) {
	for _, word := range beforeTables.FindAllStringIndex(statement, -1) {
		list := tableList.FindString(statement[word[1]:])
		for _, item := range tableItems.FindAllStringSubmatch(list, -1) {
			if r.tables[item[1]] {
				return item[1], true
			}
		}
	}
	return "", false
}

func namesContract(statement string) bool {
	acted := selectLists.ReplaceAllStringFunc(statement, func(list string) string {
		columns := selectLists.FindStringSubmatch(list)[1]
		if contractFirst.MatchString(columns) {
			return list
		}
		return "select from"
	})
	return contractID.MatchString(returned.ReplaceAllString(acted, ""))
}
