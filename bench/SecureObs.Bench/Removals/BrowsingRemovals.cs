namespace SecureObs.Bench.Removals;

/// <summary>What the dashboard leans on: numbers that are those of lists, changes that are counted first, links that lead where they say.</summary>
internal static class BrowsingRemovals
{
    private const string Change = "SecureObs.Api/Features/Findings/Many/ChangeFindings.cs";
    private const string Link = "SecureObs.Api/Domain/SourceLink.cs";
    private const string Run = "SecureObs.Api/Features/Runs/GetRun.cs";

    public static IReadOnlyList<Removal> All { get; } =
    [
        new("nothing is changed that nobody has seen counted", Change, "ids.Length != expected)", "ids.Length < expected - ids.Length)", "ManyTests"),
        new("who asks first changes nothing", Change, "if (request.DryRun)", "if (request.DryRun && request.Expected is not null)", "ManyTests"),
        new("parts of a change go on behind the last", Change, "$\"and f.id > {last}\"", "$\"and f.id >= {last}\"", "ManyTests"),
        new("a run is shown in its project alone", Run, "and r.project_id = {projectId} and r.id = {runId}", "and r.id = {runId}", "RunDetailTests"),
        new("the last that passed is of the same branch", Run, "and e.branch = {more.Branch} and", "and", "RunDetailTests"),
        new("the median age counts what the clock has opened again", "SecureObs.Api/Features/Overview/GetOverview.cs",
            "and f.suppressed_until <= {now} and f.detected", "and f.suppressed_until <= {now} and not f.detected", "RunDetailTests"),
        new("a link to the code is under https", Link, " && one.Scheme == Uri.UriSchemeHttps", "", "RunDetailTests"),
        new("a link to the code leads to one host", Link, " && one.Authority == other.Authority", "", "RunDetailTests"),
        new("a link to the code carries no user", Link, " && one.UserInfo.Length == 0", "", "RunDetailTests"),
        new("a link to the code stays in the repository", Link, ".Where(part => part is not (\".\" or \"..\"))", "", "SourceLinkTests"),
        new("a link to the code takes paths as text", Link, ".Select(Uri.EscapeDataString)", "", "SourceLinkTests"),
    ];
}
