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

type Health = {
  contract: { id: string; name: string };
  pool: { used: string; granted: string };
  pace: number | null;
};

type Page = { nodes: Health[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };

async function contracts(): Promise<string[]> {
  const query =
    'query ($after: String) { assignedContracts(first: 100, after: $after) { nodes { contract { id name } pool { used granted } pace } pageInfo { hasNextPage endCursor } } }';
  const lines: string[] = [];
  let after: string | null = null;
  do {
    const { assignedContracts: page }: { assignedContracts: Page } = await ask(query, { after });
    lines.push(
      ...page.nodes.map(({ contract, pool, pace }) => [contract.id, contract.name, pool.used, pool.granted, pace ?? ''].join('\t')),
    );
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after);
  return lines;
}

/** A text that a spreadsheet shows and does not run. */
const text = (cell: string) => (/^[\s=+@-]/.test(cell) ? `'${cell}` : cell);

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
    ...contract.overview.workspaces.nodes.map((n) => quoted([n.workspace.id, text(n.workspace.name), n.used])),
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
