type Place = { origin: string; tenantId: string; projectId: string }

/** What a pipeline runs, ready to paste. */
export function setUpCommands({ origin, tenantId, projectId }: Place) {
  const target = `--tenant-id ${tenantId} --project-id ${projectId} --pipeline-run-id "$PIPELINE_RUN_ID"`
  return {
    environment: [
      `export SECUREOBS_API_URL=${origin}/api`,
      'export SECUREOBS_API_KEY=…   # from your secrets',
    ].join('\n'),
    scan: [`secureobs scan ${target}`, `secureobs gate ${target}`].join('\n'),
  }
}
