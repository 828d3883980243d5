using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SecureObs.Audit;
using SecureObs.Contracts;

namespace SecureObs.Gate;

/// <summary>
/// Names what was looked at: SHA-256 over one line of canonical JSON for the run, for each result and for each finding in
/// it, sorted by their bytes, each once. The form is docs/gate.md's: whoever has the same set comes to the same digest.
/// </summary>
public static class GateDigest
{
    private const string Format = "secureobs-gate-set-1";

    public static string Of(GateInput input)
    {
        var lines = new[] { Run(input) }
            .Concat(input.Results.SelectMany(result => result.Findings.Select(finding => Finding(result, finding, input.DecidedAt)).Prepend(Result(result))))
            .Concat((input.Analyses ?? []).SelectMany(analysis => analysis.Paths.Select(path => Path(analysis, path)).Prepend(Analysis(analysis))))
            .Select(line => Encoding.UTF8.GetBytes(CanonicalJson.Of(line) + "\n"))
            .Order(Comparer<byte[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other)));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] before = [];
        foreach (var line in lines)
        {
            if (!line.AsSpan().SequenceEqual(before))
                hash.AppendData(line);
            before = line;
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Of the canonical JSON of the document.</summary>
    public static string Of(GatePolicyDocument policy) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(GateJson.Text(policy))));

    private static Dictionary<string, string?> Run(GateInput input) => new()
    {
        ["format"] = Format,
        ["project"] = $"{input.Project}",
        ["run"] = $"{input.Run}",
        ["branch"] = input.Branch,
        ["isDefaultBranch"] = Word(input.IsDefaultBranch),
        ["commit"] = input.Commit,
        ["isClosed"] = Word(input.ClosedAt is not null),
    };

    private static Dictionary<string, string?> Result(GateResult result) => new()
    {
        ["type"] = "result",
        ["scanner"] = result.Scanner,
        ["target"] = result.Target,
        ["status"] = JsonNamingPolicy.CamelCase.ConvertName(result.Status.ToString()),
        ["message"] = result.Message,
    };

    /// <summary>With what the clock says of it: when a date has come, the set is another one.</summary>
    private static Dictionary<string, string?> Finding(GateResult result, GateFinding finding, DateTimeOffset now) => new()
    {
        ["type"] = "finding",
        ["scanner"] = result.Scanner,
        ["target"] = result.Target,
        ["id"] = $"{finding.Id}",
        ["fingerprint"] = finding.Fingerprint,
        ["rule"] = finding.Rule,
        ["severity"] = finding.Severity.Word(),
        ["status"] = JsonNamingPolicy.KebabCaseLower.ConvertName(finding.Status.ToString()),
        ["isNew"] = Word(finding.IsNew),
        ["dueAt"] = finding.DueAt is { } due ? AuditTime.Text(due) : null,
        ["isDue"] = Word(finding.DueAt <= now),
        ["ignoredInSource"] = Word(finding.IgnoredInSource),
    };

    private static Dictionary<string, string?> Analysis(GateAnalysis analysis) => new()
    {
        ["type"] = "analysis",
        ["root"] = analysis.Root,
    };

    private static Dictionary<string, string?> Path(GateAnalysis analysis, GatePath path) => new()
    {
        ["type"] = "path",
        ["root"] = analysis.Root,
        ["shape"] = path.Shape,
        ["entry"] = path.Entry,
        ["target"] = path.Target,
        ["asset"] = path.Asset,
        ["evidence"] = path.Evidence,
        ["score"] = $"{path.Score}",
        ["isNew"] = Word(path.IsNew),
    };

    private static string Word(bool value) => value ? "true" : "false";
}
