using System.CommandLine;
using Npgsql;
using SecureObs.Admin.Isolation;

namespace SecureObs.Admin.Commands;

/// <summary>Exit codes: 0 everything held, 4 something is broken, 2 it could not be verified.</summary>
internal static class VerifyIsolationCommand
{
    private const string ApiVariable = "SECUREOBS_API_DB";
    private const int Held = 0;
    private const int CannotVerify = 2;
    private const int Broken = 4;

    public static Command Create()
    {
        var database = new Option<string?>("--database") { Description = $"Where the rules are asked, e.g. \"Host=db;Database=secureobs;Username=secureobs_api\"; else {ConnectionString.Variable}. Any role." };
        var attackAs = new Option<string?>("--attack-as") { Description = $"The runtime role's connection, which attacks; else {ApiVariable}, else --database." };
        var rulesOnly = new Option<bool>("--rules-only") { Description = "Ask the rules, attack nothing." };
        var json = new Option<bool>("--json") { Description = "Write JSON." };
        var output = new Option<FileInfo?>("--output") { Description = "Write to this file." };
        var verify = new Command("verify",
            "Ask a live database every isolation rule, attack it as the runtime role, and report. Nothing is kept. Passwords come from PGPASSWORD or PGPASSFILE.")
            { database, attackAs, rulesOnly, json, output };
        verify.SetAction(async (arguments, ct) =>
        {
            try
            {
                var askAs = Given(arguments.GetValue(database)) ?? ConnectionString.Find()
                    ?? throw new CannotVerifyException($"Give --database or set {ConnectionString.Variable}.");
                var attacker = Given(arguments.GetValue(attackAs)) ?? Variable.Read(ApiVariable)?.Reveal() ?? askAs;
                var report = await IsolationVerification.RunAsync(askAs, arguments.GetValue(rulesOnly) ? null : attacker, ct);
                var text = arguments.GetValue(json) ? report.ToJson() : report.ToText();
                if (arguments.GetValue(output) is { } file)
                    await File.WriteAllTextAsync(file.FullName, text, ct);
                else
                    await Console.Out.WriteAsync(text);
                return report.Broken == 0 ? Held : Broken;
            }
            catch (Exception exception) when (exception is CannotVerifyException or NpgsqlException or InvalidOperationException or ArgumentException or IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync(exception.Message);
                return CannotVerify;
            }
        });
        return new Command("isolation", "Tenant isolation.") { verify };
    }

    /// <summary>Arguments are seen by every user of the machine, so no password may stand in one.</summary>
    private static string? Given(string? connectionString) =>
        string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(connectionString).Password)
            ? connectionString
            : throw new CannotVerifyException("A password in an argument is seen by every user of the machine: use PGPASSWORD or PGPASSFILE.");
}
