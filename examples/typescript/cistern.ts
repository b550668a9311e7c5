// Does what the account team does, from TypeScript. See ../README.md.

type Variables = Record<string, unknown>;

/** Sends a query and returns its data. Credits are decimal strings, so that nothing is lost. */
async function ask<Data>(query: string, variables: Variables): Promise<Data> {
  const response = await fetch(`${process.env.CISTERN_URL}/graphql`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${process.env.CISTERN_TOKEN}`,
      'Idempotency-Key': process.env.IDEMPOTENCY_KEY ?? crypto.randomUUID(),
    },
    body: JSON.stringify({ query, variables }),
  });
  const answer = (await response.json()) as { data: Data; errors?: { message: string }[] };
  if (answer.errors) throw new Error(answer.errors[0].message);
  return answer.data;
}

type Changed = { changed: { done: { id: string } | null; userErrors: { message: string }[] } };

async function change(query: string, input: Variables): Promise<string[]> {
  const { changed } = await ask<Changed>(query, { input });
  if (changed.userErrors.length > 0) throw new Error(changed.userErrors[0].message);
  return [changed.done!.id];
}

type Contract = {
  id: string;
  name: string;
  overview: { pool: { used: string; granted: string }; forecast: { expected: string } | null };
};

const expected = ({ overview }: Contract) => overview.forecast?.expected ?? overview.pool.used;

/** Which part of what was granted will have been used at the reset; good enough to order by, not to charge by. */
const pace = (c: Contract) => Number(expected(c)) / Math.max(Number(c.overview.pool.granted), 1);

async function contracts(): Promise<string[]> {
  const query = '{ viewer { contracts { id name overview { pool { used granted } forecast { expected } } } } }';
  const { viewer } = await ask<{ viewer: { contracts: Contract[] } }>(query, {});
  return viewer.contracts
    .sort((a, b) => pace(b) - pace(a))
    .map((c) => [c.id, c.name, c.overview.pool.used, expected(c), c.overview.pool.granted].join('\t'));
}

type Usage = {
  contract: { overview: { workspaces: { nodes: { workspace: { id: string; name: string }; used: string }[] } } };
};

async function usage(id: string): Promise<string[]> {
  const query =
    'query ($id: ID!) { contract(id: $id) { overview { workspaces(first: 100) { nodes { workspace { id name } used } } } } }';
  const { contract } = await ask<Usage>(query, { id });
  const quoted = (cells: string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
  return [
    quoted(['workspace', 'name', 'credits']),
    ...contract.overview.workspaces.nodes.map((n) => quoted([n.workspace.id, n.workspace.name, n.used])),
  ];
}

async function run([command, contractId, credits, why]: string[]): Promise<string[]> {
  switch (command) {
    case 'contracts':
      return contracts();
    case 'grant':
      return change(
        'mutation ($input: GrantCreditsInput!) { changed: grantCredits(input: $input) { done: grant { id } userErrors { message } } }',
        { contractId, kind: 'PROMO', credits, note: why },
      );
    case 'allowance':
      return change(
        'mutation ($input: ChangeContractInput!) { changed: changeContract(input: $input) { done: contract { id } userErrors { message } } }',
        { contractId, allowance: credits, reason: why },
      );
    case 'usage':
      return usage(contractId);
  }
  throw new Error('usage: contracts | grant CONTRACT CREDITS NOTE | allowance CONTRACT CREDITS REASON | usage CONTRACT');
}

run(process.argv.slice(2)).then(
  (lines) => console.log(lines.join('\n')),
  (error: Error) => {
    console.error(error.message);
    process.exitCode = 1;
  },
);
