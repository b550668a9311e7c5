package graph_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"regexp"
	"testing"

	"github.com/google/uuid"

	"cistern/graph/globalid"
	"cistern/internal/dbtest"
)

// What belongs to somebody else answers like what does not exist: the same status, headers and body, to the last byte.
func TestForeignIsAsUnknown(t *testing.T) {
	w := setup(t)
	contract := dbtest.Contract(t, w.client)
	foreign := dbtest.Workspace(t, w.client, contract)
	agent := agentID(dbtest.Agent(t, w.client, foreign))
	nowhere := idOf(globalid.Workspace, newID(), newID())
	noAgent := idOf(globalid.Agent, newID(), newID())
	noContract := idOf(globalid.Contract, uuid.Nil, newID())
	ids := map[string][2]string{ // a foreign id and an unknown one
		`query ($id: ID!) { workspace(id: $id) { name } }`:                                                       {workspaceID(foreign), nowhere},
		`query ($id: ID!) { contract(id: $id) { name } }`:                                                        {contractID(contract), noContract},
		`query ($id: ID!) { node(id: $id) { id } }`:                                                              {agent, noAgent},
		`mutation ($id: ID!) { disableAgent(input: { agentId: $id }) { userErrors { code } } }`:                  {agent, noAgent},
		`mutation ($id: ID!) { setAllocation(input: { workspaceId: $id, limit: "1" }) { userErrors { code } } }`: {workspaceID(foreign), nowhere},
		`mutation ($id: ID!) { startRun(input: { agentId: $id, runId: "01900000-0000-7000-8000-000000000001" }) {
			userErrors { code message } } }`: {agent, noAgent},
	}
	for name, c := range map[string]caller{"Admin": w.admin(t), "Runtime": w.runtime(t), "Nobody": w.anonymous()} {
		for query, pair := range ids {
			known, unknown := w.whole(t, c, query, pair[0]), w.whole(t, c, query, pair[1])
			if known != unknown {
				t.Errorf("%s: %s\nforeign %s\nunknown %s", name, query, known, unknown)
			}
		}
	}
}

var remaining = regexp.MustCompile(`"remaining":\d+`)

// whole is an answer with its status and headers, but for the time and what is counted on.
func (w *world) whole(t *testing.T, c caller, query, id string) string {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables{"id": id}})
	must(t, err)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, w.url, bytes.NewReader(body))
	must(t, err)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", c.authorization)
	request.Header.Set("Cookie", c.cookie)
	if c.authorization == "" {
		request.Header.Del("Authorization")
	}
	response, err := http.DefaultClient.Do(request)
	must(t, err)
	defer response.Body.Close()
	var out bytes.Buffer
	out.WriteString(response.Status + "\n")
	for _, name := range []string{"Date", "Request-Id", "RateLimit", "Content-Length"} {
		response.Header.Del(name)
	}
	must(t, response.Header.Write(&out))
	_, err = io.Copy(&out, response.Body)
	must(t, err)
	return remaining.ReplaceAllString(out.String(), "")
}
