using System.Net;
using SecureObs.Contracts;
using SecureObs.Local.Demo;
using SecureObs.Local.Running;

namespace SecureObs.Local.Start;

/// <summary>What <c>--check</c> promises: pages answer, the scan found something, and the gate closed.</summary>
internal static class SelfCheck
{
    private static readonly (string Path, HttpStatusCode Answer)[] Pages =
    [
        ("/", HttpStatusCode.OK),
        ("/redirect.html", HttpStatusCode.OK),
        ("/health/live", HttpStatusCode.OK),
        ("/health/ready", HttpStatusCode.OK),
        ("/api/auth-config", HttpStatusCode.OK),
        ("/api/me", HttpStatusCode.Unauthorized),
    ];

    public static async Task<string> RunAsync(
        LocalAddress address, DemoResults results, ChildResult? gate, CancellationToken ct)
    {
        string?[] faults = [.. await PageFaultsAsync(address, ct), .. Faults(results, gate?.ExitCode)];
        if (faults.OfType<string>().ToArray() is { Length: > 0 } found)
            throw new LocalProblem(
                "The check failed:\n" + string.Join('\n', found.Select(f => $"  - {f}")),
                gate is { } g && g.ExitCode != DemoScan.GateBlocked ? $"The gate said:\n{g.Tail()}" : "Start ./run to look at it.");
        return $"{results.Findings} findings in the database, the gate is closed, all pages answer";
    }

    internal static IEnumerable<string> Faults(DemoResults results, int? gateExitCode)
    {
        if (results.Findings == 0)
            yield return "the database holds no finding";
        else if (results.Of(Severity.High) + results.Of(Severity.Critical) == 0)
            yield return "no finding is HIGH or CRITICAL";
        foreach (var scanner in ScannerTools.Included)
        {
            if (results.Scanners.FirstOrDefault(s => s.Scanner == scanner) is not { Completed: true } outcome)
                yield return $"{scanner} did not complete: {Reason(results, scanner)}";
            else if (outcome.Findings == 0)
                yield return $"{scanner} found nothing in the sample";
        }

        if (gateExitCode != DemoScan.GateBlocked)
            yield return $"the gate ended with {gateExitCode?.ToString() ?? "nothing"} and not with {DemoScan.GateBlocked}";
    }

    private static string Reason(DemoResults results, string scanner) =>
        results.Scanners.FirstOrDefault(s => s.Scanner == scanner)?.Message ?? "it said nothing";

    private static async Task<List<string>> PageFaultsAsync(LocalAddress address, CancellationToken ct)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var faults = new List<string>();
        foreach (var (path, expected) in Pages)
        {
            using var response = await http.GetAsync(address.Dashboard + path, ct);
            if (response.StatusCode != expected)
                faults.Add($"{path} answered {(int)response.StatusCode} and not {(int)expected}");
        }

        var metadata = $"{address.SignIn}/common/v2.0/.well-known/openid-configuration";
        using var signIn = await http.GetAsync(metadata, ct);
        if (signIn.StatusCode != HttpStatusCode.OK)
            faults.Add($"{metadata} answered {(int)signIn.StatusCode}");
        return faults;
    }
}
