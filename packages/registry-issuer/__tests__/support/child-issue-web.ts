// Issues on the web: started by the test that kills it.
import { issueWhenTold } from './issue-when-told.js'
import { makeWebIssuingAgent } from './web-issuing-agent.js'

await issueWhenTold(makeWebIssuingAgent)
