using SecureObs.Cli.Drivers;

namespace SecureObs.Bench.Identity.Labelling;

/// <summary>What a scanner said of one file content.</summary>
internal sealed record RawFinding(Finding Finding, int StartColumn, int EndColumn)
{
    public string Rule => Finding.RuleId;

    public int Line => Finding.StartLine ?? 1;

    public int EndLine => Math.Max(Finding.EndLine ?? Line, Line);
}

/// <summary>A finding in a commit.</summary>
internal sealed record Found(RawFinding Raw, string Path, SourceFile File);
