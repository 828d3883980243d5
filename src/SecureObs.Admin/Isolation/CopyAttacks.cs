using Npgsql;

namespace SecureObs.Admin.Isolation;

/// <summary>COPY has its own protocol, and its own refusal under row-level security.</summary>
internal static class CopyAttacks
{
    public static async Task RunAsync(Probe probe, TenantTable table)
    {
        var (ours, theirs) = await CopyOutAsync(probe, table.FullName);
        probe.Add(Attack.Copy, table.FullName, "copy to stdout: our lines, others", "1, 0", $"{ours}, {theirs}", ours > 0 && theirs == 0);
        var state = await CopyInAsync(probe, table);
        probe.Add(Attack.Copy, table.FullName, "copy from stdin", "refused 0A000", state is null ? "accepted" : $"refused {state}",
            state is PostgresErrorCodes.FeatureNotSupported or PostgresErrorCodes.InsufficientPrivilege);
    }

    private static async Task<(int Ours, int Others)> CopyOutAsync(Probe probe, string table)
    {
        await probe.RunAsync(["savepoint copying", .. Probe.As(probe.Ours)]);
        try
        {
            var (ours, others) = (0, 0);
            using var lines = await probe.Connection.BeginTextExportAsync($"copy {table} to stdout", probe.Cancelled);
            while (await lines.ReadLineAsync(probe.Cancelled) is { } line)
            {
                var isOurs = line.Contains(probe.Ours.ToString(), StringComparison.Ordinal);
                (ours, others) = isOurs ? (ours + 1, others) : (ours, others + 1);
            }
            return (ours, others);
        }
        catch (PostgresException)
        {
            return (0, 0);
        }
        finally
        {
            await probe.RunAsync(["rollback to savepoint copying"]);
        }
    }

    private static async Task<string?> CopyInAsync(Probe probe, TenantTable table)
    {
        await probe.RunAsync(["savepoint copying", .. Probe.As(probe.Ours)]);
        try
        {
            await using var lines = await probe.Connection.BeginTextImportAsync($"copy {table.FullName} ({table.TenantColumn}) from stdin", probe.Cancelled);
            return null;
        }
        catch (PostgresException refusal)
        {
            return refusal.SqlState;
        }
        finally
        {
            await probe.RunAsync(["rollback to savepoint copying"]);
        }
    }
}
