// A worker whose thread ends when it is given a certain credential, as one that runs out of memory does.
import validate from '../../build/batch/validation-worker.js'

export default function validateOrDie(task) {
  if (task.evidence.some(({ leaf }) => leaf.credential?.startsWith('die'))) process.exit(1)
  return validate(task)
}
