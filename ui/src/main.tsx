import './app.css'
import { createBrowserHistory, RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Provider } from 'urql'
import { createGraphqlClient } from './app/graphql-client'
import { leaveForSignIn } from './app/leave-for-sign-in'
import { createAppRouter } from './app/router'
import { applyTheme, preferredTheme } from './features/appearance/theme'

const container = document.getElementById('root')
if (!container) throw new Error('index.html has no #root')

applyTheme(preferredTheme())

const history = createBrowserHistory()
const client = createGraphqlClient(() => leaveForSignIn(history))
const router = createAppRouter(client, history)

createRoot(container).render(
  <StrictMode>
    <Provider value={client}>
      <RouterProvider router={router} />
    </Provider>
  </StrictMode>,
)
