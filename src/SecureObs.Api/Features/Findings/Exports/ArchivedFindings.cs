using System.Runtime.CompilerServices;
using SecureObs.Api.Domain;
using SecureObs.Api.Domain.Archiving;
using SecureObs.Api.Platform.Tenancy;

namespace SecureObs.Api.Features.Findings.Exports;

/// <summary>The findings of each project as SARIF: what other tools read.</summary>
internal sealed class ArchivedFindings(TenantDb db, IServiceProvider services) : IArchivePart
{
    private static readonly FindingFormat Sarif = FindingFormat.All.First(format => format.Word == "sarif");

    public async IAsyncEnumerable<ArchiveFile> FilesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var project in await db.ReadAsync(tx => tx.QueryAsync<Guid>($"select id from app.projects where tenant_id = {tx.TenantId} order by id", ct), ct))
            yield return new($"sarif/{project}.sarif", async (body, stop) =>
            {
                var export = ActivatorUtilities.CreateInstance<FindingExport>(services, Sarif, new FindingFilter { ProjectId = project }, "secureobs");
                await export.WriteAsync(body, stop);
                return export.Count;
            });
    }
}
