import { apiOrigin } from '../../lib/api'

export interface Answer {
  /** Of HTTP; 0 when there was none. */
  status: number
  milliseconds: number
  text: string
}

/** Sends an operation as it was written. What is wrong with it, the server says. */
export async function ask(query: string, variables: string): Promise<Answer> {
  const start = performance.now()
  const answer = (status: number, text: string): Answer => ({
    status,
    text,
    milliseconds: Math.round(performance.now() - start),
  })
  try {
    const response = await fetch(`${apiOrigin}/graphql`, {
      method: 'POST',
      credentials: 'include',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ query, variables: JSON.parse(variables || '{}') as unknown }),
    })
    return answer(response.status, JSON.stringify(await response.json(), null, 2))
  } catch (error) {
    return answer(0, String(error))
  }
}
