import { declareValuePlugin, PluginKind } from '@stryker-mutator/api/plugin'

/** Which argument of a finding's maker is the sentence for people. */
const sentences = { pass: 0, fail: 1, undecided: 1, skipped: 1, refused: 0, invalid: 0, unpackable: 0 }

/** The members of an outcome that hold one. */
const members = new Set(['invalid', 'unknown', 'reason'])

const reason = 'The words of a message are for people.'

/** Leaves the words of messages alone: they are for people, and may say the same in others. Codes and details are not. */
const ignorer = {
  /** @param {import('@babel/core').NodePath} path */
  shouldIgnore(path) {
    if (!path.isStringLiteral() && !path.isTemplateLiteral()) return undefined
    let argument = path
    while (argument.parentPath?.isConditionalExpression() || argument.parentPath?.isLogicalExpression()) {
      argument = argument.parentPath
    }
    const call = argument.parentPath
    if (call?.isVariableDeclarator() && call.node.id.name === 'message') return reason
    if (call?.isObjectProperty() && argument.key === 'value' && members.has(call.node.key.name)) return reason
    if (!call?.isCallExpression() || argument.listKey !== 'arguments') return undefined
    const { callee } = call.node
    return callee.type === 'Identifier' && sentences[callee.name] === argument.key ? reason : undefined
  },
}

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, 'messages', ignorer)]
