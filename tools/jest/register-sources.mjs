// Lets Node import the sources of the workspaces: tests that need a process of its own run them without a build.
import { register } from 'node:module'

register(new URL('source-hooks.mjs', import.meta.url))
