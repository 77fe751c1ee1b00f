// Generated from the plugin interface by `npm run schemas`. Do not edit.
import type { IAgentPluginSchema } from '@veramo/core-types'

export const schema: Record<'ITrustRegistryIssuer', IAgentPluginSchema> = {
  ITrustRegistryIssuer: { components: { schemas: {}, methods: {} } },
}
