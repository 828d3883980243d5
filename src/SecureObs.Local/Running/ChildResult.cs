namespace SecureObs.Local.Running;

internal sealed record ChildResult(int ExitCode, IReadOnlyList<string> Lines)
{
    public bool Succeeded => ExitCode == 0;

    public string Output => string.Join('\n', Lines);

    /// <summary>The end of what it said: the reason of a failure is nearly always there.</summary>
    public string Tail(int lines = 8) =>
        string.Join('\n', Lines.Where(l => !string.IsNullOrWhiteSpace(l)).TakeLast(lines));
}
