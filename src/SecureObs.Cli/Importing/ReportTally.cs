using SecureObs.Cli.Drivers;
using SecureObs.Contracts;

namespace SecureObs.Cli.Importing;

/// <summary>What became of every entry of a report: nothing is dropped without a word.</summary>
internal sealed class ReportTally(string file)
{
    private const int MostPlaces = 20;

    public string File => file;

    /// <summary>Null when the report is empty and does not tell.</summary>
    public string? Format { get; set; }
    public int Accepted { get; private set; }

    /// <summary>Entries that said what another one of the same report said.</summary>
    public int Merged { get; private set; }
    public int Rejected { get; private set; }
    public int Skipped => SkippedFor.Values.Sum();
    public SortedDictionary<string, int> SkippedFor { get; } = new(StringComparer.Ordinal);

    /// <summary>The first of the rejected ones, each with its place.</summary>
    public List<(string Place, string Reason)> RejectedAt { get; } = [];
    public SortedDictionary<string, (string? Version, int Findings)> Tools { get; } = new(StringComparer.Ordinal);
    public Dictionary<Severity, int> BySeverity { get; } = [];
    public Dictionary<string, int> ByRule { get; } = new(StringComparer.Ordinal);

    /// <summary>'' stands for findings without a file.</summary>
    public Dictionary<string, int> ByFile { get; } = new(StringComparer.Ordinal);

    /// <param name="taken">Null when it was merged with another one.</param>
    public void Count(ReportRow row, Finding? taken)
    {
        if (row.Skipped is { } why)
            SkippedFor[why] = SkippedFor.GetValueOrDefault(why) + 1;
        else if (row.Rejected is { } reason)
            Reject(row.Place, reason);
        else if (taken is null)
            Merged++;
        else
            Accept(row.Tool, taken);
    }

    private void Reject(string place, string reason)
    {
        Rejected++;
        if (RejectedAt.Count < MostPlaces)
            RejectedAt.Add((place, reason));
    }

    private void Accept(ReportTool tool, Finding finding)
    {
        Accepted++;
        Tools[tool.Key] = (tool.Version, Tools.GetValueOrDefault(tool.Key).Findings + 1);
        BySeverity[finding.Severity] = BySeverity.GetValueOrDefault(finding.Severity) + 1;
        ByRule[finding.RuleId] = ByRule.GetValueOrDefault(finding.RuleId) + 1;
        ByFile[finding.FilePath ?? ""] = ByFile.GetValueOrDefault(finding.FilePath ?? "") + 1;
    }
}
