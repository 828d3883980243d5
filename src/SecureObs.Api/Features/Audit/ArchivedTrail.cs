using System.Runtime.CompilerServices;
using SecureObs.Api.Domain.Archiving;

namespace SecureObs.Api.Features.Audit;

/// <summary>The audit trail as a file that is verified offline, whole.</summary>
internal sealed class ArchivedTrail(IServiceProvider services) : IArchivePart
{
    public async IAsyncEnumerable<ArchiveFile> FilesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await Task.CompletedTask;
        yield return new("audit/audit.jsonl", async (body, stop) =>
        {
            var run = ActivatorUtilities.CreateInstance<ExportRun>(services, new AuditFilter());
            await run.WriteAsync(body, stop);
            return run.Entries;
        });
    }
}
