import { secureobs } from './command.mjs'

/**
 * What `secureobs gate` exits with for a run: 0 passed, 3 blocked.
 * @param {import('./host.mjs').Ready} ready
 * @param {string} pipelineRunId
 * @returns {Promise<number | null>}
 */
export const gate = async (ready, pipelineRunId) => (await gateSays(ready, pipelineRunId)).exit

/**
 * The same with the lines that stand in the log of the pipeline.
 * @param {import('./host.mjs').Ready} ready
 * @param {string} pipelineRunId
 */
export function gateSays(ready, pipelineRunId) {
  const target = ['--tenant-id', ready.tenantId, '--project-id', ready.projectId]
  return secureobs(['gate', ...target, '--pipeline-run-id', pipelineRunId], ready)
}
