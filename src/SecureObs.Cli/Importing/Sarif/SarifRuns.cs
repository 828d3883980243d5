using System.Text.Json;
using SecureObs.Cli.Drivers;
using SecureObs.Cli.Importing.Reading;

namespace SecureObs.Cli.Importing.Sarif;

/// <summary>
/// The first pass over a SARIF file: everything that results refer to, wherever in the file it stands. Rules often come
/// after the results. The taxonomies that rules refer to come after the rules, so they are a pass of their own.
/// </summary>
internal sealed class SarifRuns
{
    private static readonly string[] Names =
    [
        "version", "runs[].tool.driver.name", "runs[].tool.driver.version", "runs[].tool.driver.semanticVersion", "runs[].originalUriBaseIds",
        "runs[].artifacts[].location", "runs[].taxonomies[].name", "runs[].taxonomies[].taxa[].id", "runs[].invocations[].executionSuccessful",
        "runs[].invocations[].ruleConfigurationOverrides[]",
    ];

    private static readonly JsonPaths First = new(Names);
    private static readonly JsonPaths Rules = new("runs[].tool.driver.rules[]", "runs[].tool.extensions[].rules[]");

    private readonly Dictionary<(int Root, int Run), SarifRun> runs = [];

    /// <exception cref="UnreadableReportException">It is not SARIF 2.1.0, or no JSON.</exception>
    public static SarifRuns Read(ReportSource report)
    {
        var read = new SarifRuns();
        using (var stream = report.Open())
        using (var walk = new JsonWalk(stream, First))
        {
            while (walk.Next())
                read.Take(walk);
        }
        using (var stream = report.Open())
        using (var walk = new JsonWalk(stream, Rules))
        {
            while (walk.Next())
                read.Of(walk.Root, walk.Index(0)).AddRule(walk.Path == 0 ? null : walk.Index(1), walk.Index(walk.Path + 1), walk.Value);
        }
        return read;
    }

    public IEnumerable<SarifRun> All => runs.Values;

    public SarifRun Of(int root, int run) => runs.TryGetValue((root, run), out var known) ? known : runs[(root, run)] = new();

    private void Take(JsonWalk walk)
    {
        var text = walk.Value.Text();
        if (walk.Path == 0)
        {
            if (text is not null && !text.StartsWith("2.1.0", StringComparison.Ordinal))
                throw new UnreadableReportException($"SARIF {OneLine.Of(text, 40)} is not read, only 2.1.0: the tool, or npx @microsoft/sarif-multitool transform, writes it");
            return;
        }
        var run = Of(walk.Root, walk.Index(0));
        switch (walk.Path)
        {
            case 1: run.ToolName = text; break;
            case 2: run.Version = text; break;
            case 3: run.SemanticVersion = text; break;
            case 4: run.AddBases(walk.Value); break;
            case 5: run.AddFile(walk.Index(1), walk.Value); break;
            case 6 when text is not null: run.Taxa.AddName(walk.Index(1), text); break;
            case 7 when text is not null: run.Taxa.Add(walk.Index(1), walk.Index(2), text); break;
            case 8: run.Failed |= walk.Value.ValueKind is JsonValueKind.False; break;
            case 9: run.Overrides.Add(walk.Index(1), walk.Value); break;
        }
    }
}
