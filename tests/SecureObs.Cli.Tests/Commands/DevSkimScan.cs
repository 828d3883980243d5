using SecureObs.Cli.Tests.Infrastructure;

namespace SecureObs.Cli.Tests.Commands;

/// <summary>A scan with one scanner: a script that writes a report in DevSkim's format. Several findings, one with a secret.</summary>
internal sealed class DevSkimScan : IDisposable
{
    public const string Secret = "v9dn0bVulnShopFakeKey7Tq2";

    private readonly string tool;

    public DevSkimScan()
    {
        Workspace.Write("code/a.js", $"one()\ntwo()\nkey = '{Secret}'\nfour()\n");
        var results = string.Join(",", Enumerable.Range(1, 4).Select(line => $$"""
            {"ruleId":"{{(line == 3 ? "DS173237" : "R" + line)}}","level":"error","message":{"text":"m"},
            "locations":[{"physicalLocation":{"artifactLocation":{"uri":"a.js"},"region":{"startLine":{{line}} } } }]}
            """));
        tool = Workspace.Tool($$"""
            [ "$1" = --version ] && { echo "tool v1.2.3"; exit 0; }
            ulimit -S -f unlimited
            while [ "$1" != -O ]; do shift; done; REPORT=$2
            cat > "$REPORT" <<'END'
            {"runs":[{"results":[{{results}}]}]}
            END

            """);
    }

    public Workspace Workspace { get; } = new();

    /// <summary>Where what is not sent goes, unless a test names another file.</summary>
    public string Unsent => Path.Combine(Workspace.Path, "secureobs-unsent-r1.jsonl");

    public Infrastructure.Cli Cli(string url) => new()
    {
        Directory = Workspace.Path,
        Variables = { ["SECUREOBS_API_URL"] = url, ["SECUREOBS_TOOL_DEVSKIM"] = tool },
    };

    public Task<CliResult> RunAsync(string url, params string[] more) =>
        Cli(url).RunAsync(["scan", .. Infrastructure.Cli.Run, "--workspace", Path.Combine(Workspace.Path, "code"), "--branch", "main", .. more]);

    public Task<CliResult> UploadAsync(string url, string? file = null) => Cli(url).RunAsync(["upload", file ?? Unsent]);

    public void Dispose() => Workspace.Dispose();
}
