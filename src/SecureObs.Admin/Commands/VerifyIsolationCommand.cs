using System.CommandLine;
using Npgsql;
using SecureObs.Database;

namespace SecureObs.Admin.Commands;

internal static class VerifyIsolationCommand
{
    public static Command Create()
    {
        var verify = new Command("verify", $"Ask a live database every isolation rule ({ConnectionString.Variable}, any role).");
        verify.SetAction((_, ct) => ConnectionString.UseAsync(async connectionString =>
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(ct);
            var violations = await IsolationLints.FindViolationsAsync(connection, ct);
            foreach (var violation in violations)
                Console.WriteLine(violation);
            Console.WriteLine(violations.Count == 0 ? "Every isolation rule holds." : $"{violations.Count} isolation rules are broken.");
            return violations.Count == 0 ? 0 : 4;
        }));
        return new Command("isolation", "Tenant isolation.") { verify };
    }
}
