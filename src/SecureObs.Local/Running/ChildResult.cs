namespace SecureObs.Local.Running;

internal sealed record ChildResult(int ExitCode, IReadOnlyList<string> Lines)
{
    public bool Succeeded => ExitCode == 0;

    public string Output => string.Join('\n', Lines);

    /// <summary>The end of what it said, where the reason of a failure mostly is; npm says it first and then helps.</summary>
    public string Tail(int lines = 8)
    {
        const string npm = "npm error ";
        var said = Lines.Where(l => !string.IsNullOrWhiteSpace(l)).ToArray();
        var reason = said.Where(l => l.StartsWith(npm, StringComparison.Ordinal)).Take(lines).ToArray();
        return string.Join('\n', reason.Length > 0 ? reason : said.TakeLast(lines));
    }
}
