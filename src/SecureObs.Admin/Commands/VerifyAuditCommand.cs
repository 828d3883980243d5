using System.CommandLine;
using Npgsql;
using SecureObs.Admin.Auditing;
using SecureObs.Audit;

namespace SecureObs.Admin.Commands;

internal static class VerifyAuditCommand
{
    /// <summary>The same code as of `secureobs audit verify`.</summary>
    private const int Tampered = 4;

    public static Command Create()
    {
        var tenant = new Option<Guid?>("--tenant") { Description = "Only this tenant; needed as the runtime role. Default: all." };
        var keys = new Option<string>("--keys") { Description = "Public keys: a directory or file of PEM, or a saved /.well-known/secureobs-keys.", Required = true };
        var checkpoints = new Option<string?>("--checkpoints") { Description = "A directory or file of checkpoints that were kept outside of the database." };
        var json = new Option<bool>("--json") { Description = "JSON Lines instead of text." };
        var verify = new Command("verify", $"Verify the audit trail of a live database; ends with code {Tampered} when it was tampered with ({ConnectionString.Variable}).")
            { tenant, keys, checkpoints, json };
        verify.SetAction((arguments, ct) => ConnectionString.UseAsync(async connectionString =>
        {
            using var known = PublicKeys.Load(arguments.GetRequiredValue(keys));
            var outside = arguments.GetValue(checkpoints) is { } path ? CheckpointFiles.Read(path) : [];
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(ct);
            var report = new AuditReport(Console.Out, arguments.GetValue(json));
            await new DatabaseVerification(new(connection), known, outside, report).RunAsync(arguments.GetValue(tenant), ct);
            report.End(AuditLimits.Of(withCheckpoints: outside.Count > 0));
            return report.IsWhole ? 0 : Tampered;
        }));
        return new Command("audit", "The audit trail.") { verify };
    }
}
