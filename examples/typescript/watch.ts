// Watches the use of a workspace, from TypeScript with graphql-ws or graphql-sse. See ../README.md.

import { createClient as overEvents } from 'graphql-sse';
import { createClient as overSocket } from 'graphql-ws';
import { WebSocket } from 'ws'; // Node.js 22 has one of its own

const { CISTERN_URL, CISTERN_TOKEN, CISTERN_AFTER } = process.env;
const [transport, workspace] = process.argv.slice(2);
const Authorization = `Bearer ${CISTERN_TOKEN}`;

// The clients send it again when they come back, with the version that was seen last by then.
const request = {
  query:
    'subscription Watch($workspace: ID!, $after: String) { workspaceUsage(workspaceId: $workspace, after: $after) { version dashboard { used } } }',
  variables: { workspace, after: CISTERN_AFTER },
};

type Usage = { workspaceUsage: { version: string; dashboard: { used: string } } };
type Result = { data?: Usage | null; errors?: readonly { message: string }[] };

const sink = {
  next({ data, errors }: Result) {
    if (errors) return sink.error(errors);
    const { version, dashboard } = data!.workspaceUsage;
    request.variables.after = version;
    console.log([version, dashboard.used].join('\t'));
  },
  error(problem: unknown) {
    const { message, reason } = [problem].flat()[0] as { message?: string; reason?: string };
    console.error(message ?? reason); // a socket that the server closes says its reason
    process.exitCode = 1;
  },
  complete() {},
};

function watchBySocket() {
  const url = `${CISTERN_URL!.replace(/^http/, 'ws')}/graphql`;
  overSocket({ url, webSocketImpl: WebSocket, connectionParams: { Authorization } }).subscribe<Usage>(request, sink);
}

function watchByEvents() {
  let refusal: string | undefined;
  overEvents({
    url: `${CISTERN_URL}/graphql/stream`,
    headers: { Authorization },
    async fetchFn(url: string, init: RequestInit) {
      const response = await fetch(url, init);
      if ([400, 401, 403].includes(response.status)) refusal = (await response.clone().json()).errors[0].message;
      return response;
    },
    // Left to itself the client asks again after refusals too.
    async retry(retries) {
      if (refusal) throw new Error(refusal);
      await new Promise((resolve) => setTimeout(resolve, 1000 * 2 ** retries * Math.random()));
    },
  }).subscribe<Usage>(request, sink);
}

const transports: Record<string, (() => void) | undefined> = { socket: watchBySocket, events: watchByEvents };
const watch = transports[transport ?? ''];
if (!watch || !workspace) throw new Error('usage: watch socket|events WORKSPACE');
watch();
