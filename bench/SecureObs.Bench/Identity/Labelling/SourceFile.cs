namespace SecureObs.Bench.Identity.Labelling;

/// <summary>One content of a file. It is read when something was found in it.</summary>
internal sealed class SourceFile(string blob, string path)
{
    private readonly Lazy<IReadOnlyList<string>> lines = new(() => [.. File.ReadAllText(path).Split('\n').Select(line => line.TrimEnd('\r'))]);
    private readonly Lazy<IReadOnlyList<string>> hashes = new(() => GitHubLineHash.Of(File.ReadAllText(path)));

    public string Blob => blob;

    public IReadOnlyList<string> Lines => lines.Value;

    /// <summary>The lines from one number to another that are there.</summary>
    public IEnumerable<string> Between(int first, int last) =>
        Enumerable.Range(first, Math.Max(last - first + 1, 0)).Where(number => number >= 1 && number <= Lines.Count).Select(number => Lines[number - 1]);

    public string LineHash(int line) => hashes.Value.ElementAtOrDefault(line - 1) ?? "";

    public int EqualLinesBefore(int line)
    {
        var text = Bare(Lines.ElementAtOrDefault(line - 1) ?? "");
        return Lines.Take(line - 1).Count(other => Bare(other) == text);
    }

    private static string Bare(string line) => string.Concat(line.Where(sign => !char.IsWhiteSpace(sign)));
}
