using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SecureObs.Admin.Auditing;
using SecureObs.Api.Platform.Signing;
using SecureObs.Audit;

namespace SecureObs.Bench.Life;

/// <summary>Verifies the audit trail of a trial's tenant in its tables, by the keys of its API.</summary>
internal static class Trails
{
    public static async Task<(int Faults, AuditSummary Summary)> VerifyAsync(TrialHost host)
    {
        await using var connection = new NpgsqlConnection(host.SuperuserConnectionString);
        await connection.OpenAsync();
        var tables = new AuditTables(connection);
        await tables.BeginAsync(host.TenantId, default);
        var faults = 0;
        var verifier = new AuditVerifier(host.TenantId, host.Services.GetRequiredService<KeyHolder>().Public, [], complete: true,
            fault => { faults++; Console.Error.WriteLine(fault); }, await tables.CutAsync(host.TenantId, default));
        await foreach (var blocks in tables.BlocksAsync(host.TenantId, default))
            foreach (var block in blocks)
            {
                verifier.Block(block);
                foreach (var row in await tables.RowsAsync(host.TenantId, [.. block.Ids], default))
                    verifier.Entry(row);
            }
        return (faults, verifier.End());
    }
}
