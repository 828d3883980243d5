type Place = { origin: string; tenantId: string; projectId: string }

/** What a pipeline runs, ready to paste. */
export function setUpCommands({ origin, tenantId, projectId }: Place) {
  const command = (name: string, ...options: string[]) =>
    [
      `secureobs ${name}`,
      ...options,
      `  --tenant-id ${tenantId}`,
      `  --project-id ${projectId}`,
      '  --pipeline-run-id "$PIPELINE_RUN_ID"',
    ].join(' \\\n')
  return {
    environment: [
      `export SECUREOBS_API_URL=${origin}/api`,
      'export SECUREOBS_API_KEY=…   # from your secrets',
    ].join('\n'),
    scan: [command('scan', '  --workspace .'), command('gate')].join('\n'),
  }
}
