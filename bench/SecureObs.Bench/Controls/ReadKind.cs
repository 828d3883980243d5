namespace SecureObs.Bench.Controls;

/// <summary>One way in which people or pipelines read findings.</summary>
/// <param name="Path">What to ask of an organisation, by the number of the turn.</param>
internal sealed record ReadKind(string Name, bool ByPipeline, Func<Organisation, int, string> Path)
{
    public static IReadOnlyList<ReadKind> All { get; } =
    [
        List("list, first page", (_, _) => ""),
        List("list, open, critical or high", (_, _) => "?status=open&severity=CRITICAL&severity=HIGH"),
        List("list of a project, by scanner", (one, turn) => $"?projectId={one.Projects[turn % Stock.Projects]}&scanner=bandit"),
        List("list, text that few rows have", (_, turn) => $"?text=handler{turn % 900 + 4_000}."),
        new("a finding", false, (one, turn) => $"/api/tenants/{one.Id}/findings/{one.Findings[turn % one.Findings.Length]}"),
        new("gate", true, (_, turn) => $"/api/findings/blocking?pipelineRunId={Stock.Run(turn % Stock.Projects)}"),
    ];

    private static ReadKind List(string name, Func<Organisation, int, string> query) =>
        new(name, false, (one, turn) => $"/api/tenants/{one.Id}/findings{query(one, turn)}");
}
