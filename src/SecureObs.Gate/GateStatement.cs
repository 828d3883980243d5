using System.Text;
using System.Text.Json;
using SecureObs.Audit;

namespace SecureObs.Gate;

/// <summary>
/// What is signed of a verdict: an in-toto Statement v1 about the commit of the run. A run whose commit is not known in
/// full has its finding set as the subject, and proves nothing about a commit.
/// </summary>
public sealed record GateStatement
{
    public const string PayloadType = "application/vnd.in-toto+json";
    public const string StatementType = "https://in-toto.io/Statement/v1";
    public const string PredicateType = "https://docs.secureobs.com/attestations/gate-verdict/v1";

    public required Guid Tenant { get; init; }
    public required Guid Project { get; init; }
    public required Guid Run { get; init; }
    public required string PipelineRunId { get; init; }
    public required string Branch { get; init; }
    /// <summary>40 or 64 hexadecimal digits, else null.</summary>
    public string? Commit { get; init; }
    public required Guid Verdict { get; init; }
    public required bool Blocked { get; init; }
    /// <summary>0 is the published policy of the project.</summary>
    public required int PolicyVersion { get; init; }
    public required string PolicyDigest { get; init; }
    public required string FindingSetDigest { get; init; }
    public required DateTimeOffset DecidedAt { get; init; }
    public required GateCounts Open { get; init; }
    /// <summary>The rules that block, as in <see cref="GateReason.Rule"/>.</summary>
    public required IReadOnlyList<string> Rules { get; init; }

    /// <summary>A commit that names itself alone: in full, in lower case; null when this is none.</summary>
    public static string? FullCommit(string? commit) =>
        commit?.Trim() is { Length: 40 or 64 } text && text.All(char.IsAsciiHexDigit) ? text.ToLowerInvariant() : null;

    public byte[] ToPayload() => Encoding.UTF8.GetBytes(CanonicalJson.Of(JsonSerializer.SerializeToElement(new
    {
        _type = StatementType,
        subject = new[]
        {
            new
            {
                name = $"project/{Project}/run/{Run}",
                digest = Commit is null ? new Dictionary<string, string> { ["sha256"] = FindingSetDigest } : new() { ["gitCommit"] = Commit },
            },
        },
        predicateType = PredicateType,
        predicate = new
        {
            verdict = new { id = Verdict, result = Blocked ? "blocked" : "passed", rules = Rules, decidedAt = AuditTime.Text(DecidedAt) },
            policy = new { version = PolicyVersion, sha256 = PolicyDigest },
            findingSet = new { sha256 = FindingSetDigest, open = Open },
            run = new { tenant = Tenant, project = Project, id = Run, pipelineRunId = PipelineRunId, branch = Branch },
        },
    }, Options)));

    /// <exception cref="FormatException">It is none of ours.</exception>
    public static GateStatement Parse(ReadOnlySpan<byte> payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload.ToArray(), new() { AllowDuplicateProperties = false, MaxDepth = 16 });
            var root = document.RootElement;
            if (root.GetProperty("_type").GetString() != StatementType || root.GetProperty("predicateType").GetString() != PredicateType)
                throw new FormatException("It is another statement than a gate's verdict.");
            return Read(root.GetProperty("subject"), root.GetProperty("predicate"));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new FormatException("Its statement is not what the format says.", exception);
        }
    }

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    private static GateStatement Read(JsonElement subject, JsonElement predicate)
    {
        var (verdict, policy, set, run) = (predicate.GetProperty("verdict"), predicate.GetProperty("policy"), predicate.GetProperty("findingSet"), predicate.GetProperty("run"));
        if (subject.GetArrayLength() != 1)
            throw new FormatException("It is about more than one subject.");
        var digest = subject[0].GetProperty("digest");
        return new()
        {
            Tenant = run.GetProperty("tenant").GetGuid(),
            Project = run.GetProperty("project").GetGuid(),
            Run = run.GetProperty("id").GetGuid(),
            PipelineRunId = run.GetProperty("pipelineRunId").GetString()!,
            Branch = run.GetProperty("branch").GetString()!,
            Commit = digest.TryGetProperty("gitCommit", out var commit) ? commit.GetString() : null,
            Verdict = verdict.GetProperty("id").GetGuid(),
            Blocked = verdict.GetProperty("result").GetString() switch { "blocked" => true, "passed" => false, _ => throw new FormatException("Its result is none.") },
            PolicyVersion = policy.GetProperty("version").GetInt32(),
            PolicyDigest = policy.GetProperty("sha256").GetString()!,
            FindingSetDigest = set.GetProperty("sha256").GetString()!,
            DecidedAt = AuditTime.Parse(verdict.GetProperty("decidedAt").GetString()!),
            Open = Counts(set.GetProperty("open")),
            Rules = [.. verdict.GetProperty("rules").EnumerateArray().Select(rule => rule.GetString()!)],
        };
    }

    private static GateCounts Counts(JsonElement open)
    {
        int Of(string severity) => open.GetProperty(severity).GetInt32();
        return new(Of("critical"), Of("high"), Of("medium"), Of("low"), Of("info"), Of("unknown"));
    }
}
