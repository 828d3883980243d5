using System.CommandLine;

namespace SecureObs.Local.Start;

/// <param name="Check">Start on free ports with a throw-away database, prove that it works, stop.</param>
/// <param name="Reset">Remove the local database and the demo key first.</param>
/// <param name="ThrowAway">Keep nothing: for tests that need a running host.</param>
/// <param name="Port">The dashboard's and the API's; sign-in gets the next one.</param>
/// <param name="VerifyIsolation">Ask and attack the local database instead of starting the API, report, stop.</param>
/// <param name="ReadyFile">Where to tell other programs, as JSON, how to reach this host.</param>
internal sealed record LocalOptions(bool Check, bool Reset, bool ThrowAway, bool VerifyIsolation, int Port, string? ReadyFile)
{
    public const int DefaultPort = 5080;
    private const int FirstUserPort = 1024;
    private const int LastPort = 65534;

    /// <returns>Null when there is nothing to start: the usage was wrong, or only help was wanted.</returns>
    public static LocalOptions? Parse(string[] arguments, out int exitCode)
    {
        var check = new Option<bool>("--check") { Description = "Start on free ports, prove that everything works, stop." };
        var reset = new Option<bool>("--reset") { Description = "Remove the local database and its demo key first." };
        var throwAway = new Option<bool>("--throw-away") { Description = "Keep no data, e.g. for browser tests." };
        var port = new Option<int>("--port")
        {
            Description = "Port of the dashboard and the API; sign-in takes the next one.",
            DefaultValueFactory = _ => DefaultPort,
        };
        var verifyIsolation = new Option<bool>("--verify-isolation") { Description = "Attack the local database as the API's role, report, stop." };
        var readyFile = new Option<string?>("--ready-file") { Description = "Write how to reach the host to this file (JSON)." };
        var command = new RootCommand("SecureObs on this machine: database, API, dashboard, sign-in and a first scan.")
        {
            check, reset, throwAway, verifyIsolation, port, readyFile,
        };
        port.Validators.Add(result =>
        {
            // What is no number at all, the parser refuses itself.
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, out var wish) && wish is < FirstUserPort or > LastPort)
                result.AddError($"--port must be between {FirstUserPort} and {LastPort}.");
        });
        command.Validators.Add(result =>
        {
            if (result.Errors.Any())
                return;
            if (result.GetValue(check) && (result.GetValue(reset) || result.GetValue(readyFile) is not null))
                result.AddError("--check keeps nothing and stops at once: --reset and --ready-file do not go with it.");
            if (result.GetValue(throwAway) && result.GetValue(reset))
                result.AddError("--throw-away leaves the local database alone: --reset does not go with it.");
            if (result.GetValue(verifyIsolation) && (result.GetValue(check) || result.GetValue(reset) || result.GetValue(throwAway) || result.GetValue(readyFile) is not null))
                result.AddError("--verify-isolation starts nothing but the local database: no other option goes with it.");
        });

        LocalOptions? options = null;
        command.SetAction(r => options = new(
            r.GetValue(check), r.GetValue(reset), r.GetValue(check) || r.GetValue(throwAway), r.GetValue(verifyIsolation), r.GetValue(port),
            r.GetValue(readyFile) is { } file ? Path.GetFullPath(file) : null));

        const int badUsage = 2;
        var parsed = command.Parse(arguments);
        exitCode = parsed.Invoke() == 0 ? 0 : badUsage;
        return exitCode == 0 ? options : null;
    }
}
