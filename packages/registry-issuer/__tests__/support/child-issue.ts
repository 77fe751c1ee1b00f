// Issues on a ledger: started by the test that kills it.
import { issueWhenTold } from './issue-when-told.js'
import { makeIssuingAgent } from './issuing-agent.js'

await issueWhenTold(makeIssuingAgent)
